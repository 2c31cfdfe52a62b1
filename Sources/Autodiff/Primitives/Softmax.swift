// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Softmax: Primitive, Hashable {
  /// The axis along which the result sums to 1, counted from the front.
  let axis: Int

  let name = "softmax"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let lanes = LaneGeometry(operands[0], axes: [axis])
    return .custom(CustomKernel(double: { lanes.softmax($0[0], $1) }, float: { lanes.softmax($0[0], $1) }))
  }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .lanes(along: [axis])
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
}

/// `exp x / Σ exp x` along an axis, without overflow.
public func softmax(
  _ x: Variable, along axis: Int = -1, file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  reduction("softmax", of: x, along: .some([axis]), file, line) { Softmax(axis: $0[0]) }
}

extension LaneGeometry {
  fileprivate func softmax<S: Real>(_ x: UnsafeBufferPointer<S>, _ y: UnsafeMutableBufferPointer<S>) {
    forEachLane { lane, offsets in
      let largest = largest(of: x, inLaneAt: lane)
      var total: S = 0
      for offset in offsets {
        y[lane + offset] = S.exp(x[lane + offset] - largest)
        total += y[lane + offset]
      }
      for offset in offsets { y[lane + offset] /= total }
    }
  }
}
