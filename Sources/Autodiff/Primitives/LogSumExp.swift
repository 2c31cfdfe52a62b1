// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct LogSumExp: ReductionPrimitive, Hashable {
  let axes: [Int]
  let keepsAxes: Bool

  let name = "logSumExp"

  // The maximum is subtracted first, so that nothing overflows and the largest term is exact; not when it is infinite.
  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    if operands[0].elementCount == 0 {
      return .composition { _ in Variable(-.infinity).broadcast(to: result) }
    }
    return .composition { [axes] x in
      let largest = max(x[0], along: .some(axes), keepingAxes: true)
      let shift = select(abs(largest) < Variable(.infinity), largest, 0)
      return (log(sum(exp(x[0] - shift), along: .some(axes), keepingAxes: true)) + shift).reshaped(to: result)
    }
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
