// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct StopGradient: Primitive, Hashable {
  static let operation = Operation(shared: StopGradient())

  let name = "stopGradient"
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }
  func lowering(of operands: [Shape], to result: Shape) -> Lowering { .view }
  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {}
  func pushforward(of dx: [Variable?], at site: Application) -> Variable? { nil }
  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }
}

/// The same value, taken as a constant by every derivative.
public func stopGradient(_ x: Variable) -> Variable { StopGradient.operation(x) }
