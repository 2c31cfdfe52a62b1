// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A diagonal of the matrices over two neighbouring axes, which become one.
struct Diagonal: LinearPrimitive, Hashable {
  /// The rows' axis, counted from the front; the columns' is the next.
  let axis: Int
  /// How far to the right of the main diagonal; negative to the left.
  let offset: Int

  let name = "diagonal"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    var extents = operands[0].extents
    extents[axis] = max(0, min(extents[axis] + min(offset, 0), extents[axis + 1] - max(offset, 0)))
    extents.remove(at: axis + 1)
    return Shape(extents)
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    var strides = operands[0].strides
    let start = max(-offset, 0) * strides[axis] + max(offset, 0) * strides[axis + 1]
    strides[axis] += strides[axis + 1]
    strides.remove(at: axis + 1)
    return .strided(offset: start, strides: strides)
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    let shape = site.operands[0].shape
    cotangents.add(to: 0) {
      Operation(DiagonalMatrix(axis: axis, offset: offset, rows: shape[axis], columns: shape[axis + 1]))(gy)
    }
  }

  // The samples' axis is the last, so that the axes stay where they are.
  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let offset = offset == 0 ? "" : ", offset: \(offset)"
    return style == .text
      ? "diagonal(\(operands[0])\(offset))" : "\\operatorname{diag}\\left(\(operands[0])\(offset)\\right)"
  }
}

extension Variable {
  /// A diagonal of the matrices over the last two axes, along a last axis: of one matrix, a vector.
  ///
  /// - Parameter offset: How far to the right of the main diagonal; negative to the left.
  public func diagonal(
    offset: Int = 0, file: StaticString = #fileID, line: UInt = #line
  ) -> Variable {
    let location = SourceLocation(file: file, line: line)
    guard rank >= 2 else {
      return fault("diagonal", [self], "a matrix is needed, of rank 2 or more", at: location)
    }
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    guard offset == 0 || (-rows + 1..<max(columns, 1 - rows)).contains(offset) else {
      return fault(
        "diagonal", [self], "there is no diagonal at offset \(offset) of \(rows) rows and \(columns) columns",
        at: location)
    }
    return Operation(Diagonal(axis: rank - 2, offset: offset))(self, at: location)
  }
}

/// The sum of the main diagonal of the matrices over the last two axes.
public func trace(_ a: Variable, file: StaticString = #fileID, line: UInt = #line) -> Variable {
  guard a.rank >= 2 else {
    return fault(
      "trace", [a], "a matrix is needed, of rank 2 or more", at: SourceLocation(file: file, line: line))
  }
  return sum(a.diagonal(file: file, line: line), along: -1, file: file, line: line)
}
