// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Softmax: Primitive, Hashable {
  /// The axis along which the result sums to 1, counted from the front.
  let axis: Int

  let name = "softmax"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    if result.elementCount == 0 { return .view }
    return .composition { [axis] x in
      let terms = exp(x[0] - max(x[0], along: .some([axis]), keepingAxes: true))
      return terms / sum(terms, along: .some([axis]), keepingAxes: true)
    }
  }

  // The Jacobian diag(y) - y·yᵀ is symmetric: both directions are the same map.
  private func map(_ d: Variable, _ y: Variable) -> Variable {
    y * (d - sum(d * y, along: .some([axis]), keepingAxes: true))
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { map(gy, site.result) }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    dx[0].map { map($0, site.result) }
  }

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "softmax(\(operands[0]), along: \(axis))"
      : "\\operatorname{softmax}_{\(axis)}\\left(\(operands[0])\\right)"
  }
}

/// `exp x / Σ exp x` along an axis, without overflow.
public func softmax(
  _ x: Variable, along axis: Int = -1, file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  reduction("softmax", of: x, along: .some([axis]), file, line) { Softmax(axis: $0[0]) }
}
