// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct LogSoftmax: Primitive, Hashable {
  /// The axis along which the exponentials of the result sum to 1, counted from the front.
  let axis: Int

  let name = "logSoftmax"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }

  // The largest element is subtracted for good: small results of large elements keep their digits.
  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    if result.elementCount == 0 { return .view }
    return .composition { [axis] x in
      let shifted = x[0] - max(x[0], along: .some([axis]), keepingAxes: true)
      return shifted - log(sum(exp(shifted), along: .some([axis]), keepingAxes: true))
    }
  }

  // The Jacobian is 1 - 1·softmaxᵀ; both directions take the softmax from the result.
  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) {
      gy - ElementwiseChain.operation(sum(gy, along: .some([axis]), keepingAxes: true), exp(site.result))
    }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    dx[0].map { dx in
      dx
        - sum(
          ElementwiseChain.operation(dx, exp(site.result)), along: .some([axis]), keepingAxes: true)
    }
  }

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "logSoftmax(\(operands[0]), along: \(axis))"
      : "\\log\\operatorname{softmax}_{\(axis)}\\left(\(operands[0])\\right)"
  }
}

/// `x - log Σ exp x` along an axis, the logarithm of the softmax, without overflow or loss of digits.
public func logSoftmax(
  _ x: Variable, along axis: Int = -1, file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  reduction("logSoftmax", of: x, along: .some([axis]), file, line) { LogSoftmax(axis: $0[0]) }
}
