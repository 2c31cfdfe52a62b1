// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The largest or smallest element along axes.
struct Extremum: Primitive {
  enum Kind { case max, min }
  let kind: Kind
  /// The axes searched, ascending, counted from the front.
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

  /// 1/k at each of the k places where the extremum is attained, 0 elsewhere: ties share.
  private func weights(at site: Application) -> Variable {
    let x = site.operands[0]
    let attained = x .== spread(site.result, over: x.shape)
    return attained / sum(attained, along: .some(axes), keepingAxes: true)
  }

  private func spread(_ y: Variable, over shape: Shape) -> Variable {
    y.reshaped(to: shape.reduced(over: axes, keepingAxes: true))
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) {
      ElementwiseChain.product(spread(gy, over: site.operands[0].shape), weights(at: site))
    }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    guard let dx = dx[0], let terms = ElementwiseChain.product(dx, weights(at: site)) else { return nil }
    return sum(terms, along: .some(axes), keepingAxes: keepsAxes)
  }

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  // The gaps to the extremum: each is 0 for the elements that attain it, and another joins them at a tie.
  func decisions(at site: Application) -> [Variable] {
    let x = site.operands[0]
    let gap = x - spread(site.result, over: x.shape)
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
