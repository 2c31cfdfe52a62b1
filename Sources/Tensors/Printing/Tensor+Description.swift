// SPDX-License-Identifier: Apache-2.0

extension Tensor: CustomStringConvertible, CustomDebugStringConvertible {
  /// The elements as NumPy prints them: nested brackets, columns in line, at most 8 digits behind the point,
  /// lines of 75 characters; of more than 1000 elements the first and last three along each axis. A tensor of
  /// shape `[]` prints as its number does.
  public var description: String {
    guard rank > 0 else { return scalars[0].description }
    guard count > 0 else { return "[]" }
    return TensorText(self).nested(axis: 0, from: 0, indent: " ", width: 75)
  }

  /// The scalar type and the shape above the elements.
  public var debugDescription: String { "Tensor<\(Scalar.self)> \(shape)\n\(description)" }
}

/// The layout of an array in text, NumPy's `_formatArray`.
private struct TensorText<Scalar: Real> {
  /// How many items are shown at either end of an axis that is summarised.
  private static var edgeCount: Int { 3 }

  private let tensor: Tensor<Scalar>
  private let strides: [Int]
  private let isSummarized: Bool
  private let format: ColumnFormat<Scalar>

  init(_ tensor: Tensor<Scalar>) {
    self.tensor = tensor
    strides = tensor.shape.strides
    isSummarized = tensor.count > 1000
    var shown = [0]
    for (extent, stride) in zip(tensor.shape.extents, strides) {
      let indices = Self.shownIndices(extent, isSummarized: isSummarized)
      shown = shown.flatMap { start in indices.compactMap { $0.map { start + $0 * stride } } }
    }
    format = ColumnFormat(shown.map { tensor.scalars[$0] })
  }

  /// The indices of an axis to show; `nil` stands for those left out.
  private static func shownIndices(_ extent: Int, isSummarized: Bool) -> [Int?] {
    guard isSummarized, extent > 2 * edgeCount else { return Array(0..<extent) }
    return Array(0..<edgeCount) + [nil] + Array(extent - edgeCount..<extent)
  }

  /// The text of the elements from `start` on along `axis` and those after it.
  ///
  /// - Parameters:
  ///   - indent: What stands before each line but the first.
  ///   - width: The columns left for lines when closing brackets of outer axes have theirs.
  func nested(axis: Int, from start: Int, indent: String, width: Int) -> String {
    let items = Self.shownIndices(tensor.shape[axis], isSummarized: isSummarized).map { index in
      index.map { start + $0 * strides[axis] }
    }
    guard axis < tensor.rank - 1 else { return "[\(wrapped(items, indent: indent, width: width - 1))]" }
    let separator = String(repeating: "\n", count: tensor.rank - 1 - axis) + indent
    let rows = items.map { item in
      item.map { nested(axis: axis + 1, from: $0, indent: indent + " ", width: width - 1) } ?? "..."
    }
    return "[\(rows.joined(separator: separator))]"
  }

  /// The elements of a row, broken into lines of at most `width` columns.
  private func wrapped(_ items: [Int?], indent: String, width: Int) -> String {
    var lines: [String] = []
    var line = indent
    for item in items {
      let word = item.map { format.text(tensor.scalars[$0]) } ?? "..."
      if line.count + word.count > width, line.count > indent.count {
        lines.append(line)
        line = indent
      }
      line += word + " "
    }
    lines.append(line)
    // A separator at a line's end is dropped, padding behind the row's last number is not.
    let last = lines.removeLast().dropLast()
    let ended = lines.map { $0[...($0.lastIndex { $0 != " " } ?? $0.startIndex)] } + [last]
    return ended.joined(separator: "\n").dropFirst(indent.count).description
  }
}
