// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The first operand's value, as one that cannot be known before the second operand's.
///
/// No identity sees through it, so that what is computed from its result is not found to be the same as what
/// was computed from the operand.
struct Barrier: Primitive, Hashable {
  static let operation = Operation(shared: Barrier())

  let name = "barrier"
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }
  func lowering(of operands: [Shape], to result: Shape) -> Lowering { .view }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { gy }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? { dx[0] }

  func batched(_ batch: Batch) -> Variable {
    batch.operation([batch.repeated(0)] + batch.operands.dropFirst())
  }
}
