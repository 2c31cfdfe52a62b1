// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Zeros with slices added at positions along an axis: the transpose of gathering.
struct ScatterAdd: LinearPrimitive, Hashable {
  /// Each in `0..<extent`.
  let positions: [Int]
  /// Counted from the front.
  let axis: Int
  /// The result's extent along the axis.
  let extent: Int

  let name = "scatterAdd"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    var extents = operands[0].extents
    extents[axis] = extent
    return Shape(extents)
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let table = rows(of: result)
    return .custom(
      CustomKernel(
        double: { table.scatterAdd($0[0], into: $1) }, float: { table.scatterAdd($0[0], into: $1) }))
  }

  private func rows(of wide: Shape) -> RowTable { RowTable(positions: positions, along: axis, of: wide) }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .pairs(rows(of: result).pairs().map { (operand: $0.packed, result: $0.wide) })
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { Operation(Gather(positions: positions, axis: axis))(gy) }
  }

  // The samples' axis is the last, so that the axis stays where it is.
  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "scatterAdd(\(operands[0]), at: \(positions.abbreviated), along: \(axis), extent: \(extent))"
      : "\\operatorname{scatter}_{\(positions.abbreviated)}\\left(\(operands[0])\\right)"
  }
}

/// Zeros with the slices of `terms` along an axis added at `positions`, one for each; the transpose of `gather`.
///
/// - Parameters:
///   - positions: Each in `-extent..<extent`; negative ones count from the end, and terms at equal positions add up.
///   - extent: The extent of the result along the axis.
public func scatterAdd(
  _ terms: Variable, at positions: [Int], along axis: Int = 0, extent: Int, file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  let location = SourceLocation(file: file, line: line)
  guard let axis = terms.shape.normalized(axis: axis) else {
    return fault("scatterAdd", [terms], "axis \(axis) is out of range", at: location)
  }
  guard positions.count == terms.shape[axis] else {
    return fault(
      "scatterAdd", [terms],
      "\(positions.count) positions are given for the extent \(terms.shape[axis]) of axis \(axis)",
      at: location)
  }
  guard extent >= 0 else {
    return fault("scatterAdd", [terms], "the extent \(extent) is negative", at: location)
  }
  if let wrong = positions.first(where: { !(-extent..<extent).contains($0) }) {
    return fault("scatterAdd", [terms], "position \(wrong) is outside the extent \(extent)", at: location)
  }
  let fromTheFront = positions.map { $0 < 0 ? $0 + extent : $0 }
  return Operation(ScatterAdd(positions: fromTheFront, axis: axis, extent: extent))(terms, at: location)
}
