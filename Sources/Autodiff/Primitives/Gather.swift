// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Slices along an axis by their positions, which may repeat.
struct Gather: LinearPrimitive, Hashable {
  /// Each in `0..<extent`.
  let positions: [Int]
  /// Counted from the front.
  let axis: Int

  let name = "gather"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    var extents = operands[0].extents
    extents[axis] = positions.count
    return Shape(extents)
  }

  // Positions at equal distances are a view; their distance may be negative or 0.
  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    var strides = operands[0].strides
    if let first = positions.first, let step = commonStep {
      let offset = first * strides[axis]
      strides[axis] *= step
      return .strided(offset: offset, strides: strides)
    }
    let table = rows(of: operands[0])
    return .custom(
      CustomKernel(double: { table.gather($0[0], into: $1) }, float: { table.gather($0[0], into: $1) }))
  }

  private func rows(of wide: Shape) -> RowTable { RowTable(positions: positions, along: axis, of: wide) }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .pairs(rows(of: operands[0]).pairs().map { (operand: $0.wide, result: $0.packed) })
  }

  private var commonStep: Int? {
    guard positions.count > 1 else { return 0 }
    let step = positions[1] - positions[0]
    return positions.indices.dropFirst().allSatisfy { positions[$0] - positions[$0 - 1] == step } ? step : nil
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    let extent = site.operands[0].shape[axis]
    cotangents.add(to: 0) { Operation(ScatterAdd(positions: positions, axis: axis, extent: extent))(gy) }
  }

  // The samples' axis is the last, so that the axis stays where it is.
  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "gather(\(operands[0]), at: \(positions.abbreviated), along: \(axis))"
      : "\\left(\(operands[0])\\right)_{\(positions.abbreviated)}"
  }
}

/// The slices of `x` at `positions` along an axis, in their order: rows of a matrix along axis 0.
///
/// - Parameter positions: Each in `-extent..<extent`; negative ones count from the end, and one may occur several
///   times.
public func gather(
  _ x: Variable, at positions: [Int], along axis: Int = 0, file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  let location = SourceLocation(file: file, line: line)
  guard let axis = x.shape.normalized(axis: axis) else {
    return fault("gather", [x], "axis \(axis) is out of range", at: location)
  }
  let extent = x.shape[axis]
  if let wrong = positions.first(where: { !(-extent..<extent).contains($0) }) {
    return fault(
      "gather", [x], "position \(wrong) is outside axis \(axis), of extent \(extent)", at: location)
  }
  return Operation(Gather(positions: positions.map { $0 < 0 ? $0 + extent : $0 }, axis: axis))(
    x, at: location)
}

extension RowTable {
  /// The rows that lie at `positions` along an axis of an array.
  init(positions: [Int], along axis: Int, of wide: Shape) {
    let length = wide.extents.suffix(from: axis + 1).reduce(1, *)
    self.init(
      count: wide.extents.prefix(axis).reduce(1, *), wideSize: wide[axis] * length,
      starts: positions.map { $0 * length }, length: length)
  }
}

extension [Int] {
  /// As an array literal, with only the first numbers of a long one.
  var abbreviated: String {
    count <= 8 ? description : "[" + prefix(6).map(String.init).joined(separator: ", ") + ", ...]"
  }
}
