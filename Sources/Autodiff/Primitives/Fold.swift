// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The sum of windows laid where they were taken from: the transpose of unfolding.
struct Fold: LinearPrimitive, Hashable {
  /// The first of the axes, counted from the front.
  let axis: Int
  /// One an axis.
  let windows: [Window]
  /// The extents of the axes in the result.
  let extents: [Int]

  let name = "fold"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    let folded = operands[0].extents
    let counts = zip(windows, extents).map { $0.count(in: $1) }
    guard counts == Array(folded[(axis + windows.count)..<(axis + 2 * windows.count)]) else {
      throw ShapeError(name, operands, "\(Shape(extents)) has \(counts) windows")
    }
    return Shape(Array(folded[..<axis]) + extents + folded[(axis + 2 * windows.count)...])
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let table = rows(of: operands[0], in: result)
    return .custom(
      CustomKernel(
        double: { table.scatterAdd($0[0], into: $1) }, float: { table.scatterAdd($0[0], into: $1) }))
  }

  private func rows(of folded: Shape, in result: Shape) -> RowTable {
    let strides = result.strides
    let count = folded.extents[..<axis].reduce(1, *)
    let inner = folded.extents[(axis + 2 * windows.count)...].reduce(1, *)
    var loops = windows.indices.map { (windows[$0].extent, windows[$0].dilation * strides[axis + $0]) }
    loops += windows.indices.map {
      (folded[axis + windows.count + $0], windows[$0].stride * strides[axis + $0])
    }
    // A row is what follows the windows, or else the last axis of windows.
    let row = inner == 1 ? loops.removeLast() : (inner, 1)
    let starts = loops.reduce([0]) { starts, loop in
      starts.flatMap { start in (0..<loop.0).map { start + $0 * loop.1 } }
    }
    return RowTable(
      count: count, wideSize: extents.reduce(inner, *), starts: starts, length: row.0, stride: row.1)
  }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .pairs(rows(of: operands[0], in: result).pairs().map { (operand: $0.packed, result: $0.wide) })
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { Operation(Unfold(axis: axis, windows: windows))(gy) }
  }

  // The samples' axis is the last, so that the axes stay where they are.
  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let target = Shape(extents)
    return style == .text
      ? "fold(\(operands[0]), to: \(target))"
      : "\\operatorname{fold}_{\(target)}\\left(\(operands[0])\\right)"
  }
}
