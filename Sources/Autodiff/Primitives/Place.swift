// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Zeros with each operand added to a box: the transpose of slicing.
struct Place: LinearPrimitive, Hashable {
  /// Where each operand's box begins.
  let starts: [[Int]]
  let target: Shape

  let name = "place"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    for (starts, box) in zip(starts, operands) {
      guard box.rank == target.rank,
        zip(zip(starts, box.extents), target.extents).allSatisfy({ $0.0 >= 0 && $0.0 + $0.1 <= $1 })
      else { throw ShapeError(name, operands, "the box at \(starts) is not inside \(target)") }
    }
    return target
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering { .assembly(starts, tiles: false) }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    for (i, operand) in site.operands.enumerated() {
      cotangents.add(to: i) { slice(gy, at: starts[i], operand.shape) }
    }
  }

  func batched(_ batch: Batch) -> Variable {
    place(batch.repeatedOperands, at: starts.map { $0 + [0] }, in: Shape(target.extents + [batch.size]))
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let boxes = zip(operands, starts).map { "\($0) at \($1)" }.joined(separator: ", ")
    return style == .text
      ? "place(\(boxes), in: \(target))" : "\\operatorname{place}\\left(\(boxes)\\right)"
  }
}

/// Zeros of a shape, with each term added to the box that begins at its `starts`.
func place(_ terms: [Variable], at starts: [[Int]], in shape: Shape) -> Variable {
  Operation(Place(starts: starts, target: shape))(terms)
}
