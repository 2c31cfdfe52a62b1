// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct LogSoftmax: Primitive, Hashable {
  /// The axis along which the exponentials of the result sum to 1, counted from the front.
  let axis: Int

  let name = "logSoftmax"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let lanes = LaneGeometry(operands[0], axes: [axis])
    return .custom(
      CustomKernel(double: { lanes.logSoftmax($0[0], $1) }, float: { lanes.logSoftmax($0[0], $1) }))
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

extension LaneGeometry {
  // The largest element is subtracted first and for good: small results of large elements keep their digits.
  fileprivate func logSoftmax<S: Real>(_ x: UnsafeBufferPointer<S>, _ y: UnsafeMutableBufferPointer<S>) {
    forEachLane { lane, offsets in
      let largest = largest(of: x, inLaneAt: lane)
      let logTotal = S.log(offsets.reduce(0) { $0 + S.exp(x[lane + $1] - largest) })
      for offset in offsets { y[lane + offset] = x[lane + offset] - largest - logTotal }
    }
  }
}
