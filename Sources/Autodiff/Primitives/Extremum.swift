// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The largest or smallest element along axes.
struct Extremum: ReductionPrimitive, Hashable {
  enum Kind { case max, min }
  let kind: Kind
  let axes: [Int]
  let keepsAxes: Bool

  var name: String { kind == .max ? "max" : "min" }

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    guard axes.allSatisfy({ operands[0][$0] > 0 }) else {
      throw ShapeError(name, operands, "there is no \(name) along an axis of extent 0")
    }
    return operands[0].reduced(over: axes, keepingAxes: keepsAxes)
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    .reduction(kind == .max ? .max : .min, axes: axes)
  }

  // 1/k at each of the k places where the extremum is attained, 0 elsewhere: ties share.
  func weights(at site: Application) -> Variable {
    let attained = site.operands[0] .== spread(site.result, at: site)
    return attained / sum(attained, along: .some(axes), keepingAxes: true)
  }

  // The gaps to the extremum: each is 0 for the elements that attain it, and another joins them at a tie.
  func decisions(at site: Application) -> [Variable] {
    let gap = site.operands[0] - spread(site.result, at: site)
    return [select(gap .== 0, 1, gap)]
  }
}

/// The largest element along `axes`; NaN when one of them is NaN. Ties share the slope equally.
///
/// - Parameter keepingAxes: Whether the result keeps the axes with extent 1.
public func max(
  _ x: Variable, along axes: Axes = .all, keepingAxes: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  reduction("max", of: x, along: axes, file, line) { Extremum(kind: .max, axes: $0, keepsAxes: keepingAxes) }
}

/// The smallest element along `axes`; NaN when one of them is NaN. Ties share the slope equally.
///
/// - Parameter keepingAxes: Whether the result keeps the axes with extent 1.
public func min(
  _ x: Variable, along axes: Axes = .all, keepingAxes: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  reduction("min", of: x, along: axes, file, line) { Extremum(kind: .min, axes: $0, keepsAxes: keepingAxes) }
}
