// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct CumulativeSum: LinearPrimitive, Hashable {
  /// The axis along which the sums grow, counted from the front.
  let axis: Int
  /// Whether they grow from the end.
  let isReversed: Bool

  let name = "cumulativeSum"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let lanes = LaneGeometry(operands[0], axes: [axis])
    let isReversed = isReversed
    return .custom(
      CustomKernel(
        double: { lanes.cumulativeSum($0[0], $1, reversed: isReversed) },
        float: { lanes.cumulativeSum($0[0], $1, reversed: isReversed) }))
  }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .lanes(along: [axis])
  }

  // Each element enters its own sum and all later ones.
  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { cumulativeSum(gy, along: axis, reversed: !isReversed) }
  }

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    switch style {
    case .text: "cumulativeSum(\(operands[0]), along: \(axis)\(isReversed ? ", reversed: true" : ""))"
    case .latex:
      "\\operatorname{cumulativeSum}\(isReversed ? "^{\\leftarrow}" : "")_{\(axis)}\\left(\(operands[0])\\right)"
    }
  }
}

/// The sums of the elements up to and including each one along an axis.
///
/// - Parameter reversed: Whether to sum from each element to the end instead.
public func cumulativeSum(
  _ x: Variable, along axis: Int = -1, reversed: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  reduction("cumulativeSum", of: x, along: .some([axis]), file, line) {
    CumulativeSum(axis: $0[0], isReversed: reversed)
  }
}

extension LaneGeometry {
  fileprivate func cumulativeSum<S: Real>(
    _ x: UnsafeBufferPointer<S>, _ y: UnsafeMutableBufferPointer<S>, reversed: Bool
  ) {
    forEachLane { lane, offsets in
      var total: S = 0
      for i in offsets.indices {
        let place = lane + offsets[reversed ? offsets.count - 1 - i : i]
        total += x[place]
        y[place] = total
      }
    }
  }
}
