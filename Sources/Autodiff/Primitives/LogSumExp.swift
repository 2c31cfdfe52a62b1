// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct LogSumExp: ReductionPrimitive, Hashable {
  let axes: [Int]
  let keepsAxes: Bool

  let name = "logSumExp"

  // The maximum is subtracted first, so that nothing overflows and the largest term is exact.
  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let lanes = LaneGeometry(operands[0], axes: axes)
    return .custom(
      CustomKernel(double: { lanes.logSumExp($0[0], $1) }, float: { lanes.logSumExp($0[0], $1) }))
  }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .lanes(along: axes)
  }

  // The softmax along the axes; 0 where every element is -infinity, as the limit from finite elements is bounded.
  func weights(at site: Application) -> Variable {
    let y = spread(site.result, at: site)
    return exp(site.operands[0] - select(y .== Variable(-Double.infinity), 0, y))
  }
}

/// `log Σ exp x` over `axes`, without overflow; `-infinity` when there is nothing to sum.
///
/// - Parameter keepingAxes: Whether the result keeps the summed axes with extent 1.
public func logSumExp(
  _ x: Variable, along axes: Axes = .all, keepingAxes: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  reduction("logSumExp", of: x, along: axes, file, line) { LogSumExp(axes: $0, keepsAxes: keepingAxes) }
}

extension LaneGeometry {
  fileprivate func logSumExp<S: Real>(_ x: UnsafeBufferPointer<S>, _ y: UnsafeMutableBufferPointer<S>) {
    forEachLane { lane, offsets in
      let largest = largest(of: x, inLaneAt: lane)
      guard largest.isFinite else { return largest }
      return largest + S.log(offsets.reduce(0) { $0 + S.exp(x[lane + $1] - largest) })
    } store: {
      y[$0] = $1
    }
  }
}
