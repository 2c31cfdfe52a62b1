// SPDX-License-Identifier: Apache-2.0

/// A way to move from the point.
enum Direction {
  /// Along a vector.
  case vector([Double])
  /// Along one element, by its scale.
  case element(Int)
}

/// Directional derivatives of some components, without the rules under test.
struct Slopes {
  /// The derivatives where the function is smooth along the direction.
  var smooth: [DifferenceEstimate]
  /// Where it is not: the derivatives to the left and to the right, and the decisions that change at the point.
  var kink: (left: [DifferenceEstimate], right: [DifferenceEstimate], decisions: [Int])?
  /// What kept smooth derivatives from being found.
  var obstacle: Obstacle?

  /// A component beside the derivative under test, along a direction of some scale.
  func comparison(
    _ component: Int, with analytic: Double, dividedBy divisor: Double = 1, rounding: Rounding, scale: Double
  ) -> Comparison {
    if let kink, !smooth[component].isKnown {
      let (left, right) = (
        kink.left[component].divided(by: divisor), kink.right[component].divided(by: divisor)
      )
      let comparison = Comparison(
        analytic: analytic, left: left, right: right, decisionCount: kink.decisions.count, rounding: rounding,
        scale: scale)
      // What changes at the point may not show in this component.
      let error = left.error + right.error
      guard (left.value - right.value).magnitude <= Comparison.safety * error,
        comparison.verdict == .passed || kink.decisions.count == 1
      else { return comparison }
      let common = DifferenceEstimate(
        value: (left.value + right.value) / 2, error: error, step: min(left.step, right.step),
        above: right.above, below: left.below)
      return Comparison(analytic: analytic, numeric: common, rounding: rounding, scale: scale)
    }
    return Comparison(
      analytic: analytic, numeric: smooth[component].divided(by: divisor), rounding: rounding, scale: scale)
  }
}

extension Checker {
  /// Directional derivatives by differences, from large steps first.
  ///
  /// Steps can be too large for a function's features and yet seem to converge, so what does not convince is
  /// tried again from smaller steps.
  ///
  /// - Parameters:
  ///   - noise: Of each component.
  ///   - project: From the outputs to the components.
  ///   - isConvincing: Whether the slopes need no second opinion.
  mutating func differences(
    along direction: Direction, noise: [Double], project: ([Double]) -> [Double],
    isConvincing: (Slopes) -> Bool
  ) throws -> Slopes {
    if let complexFunction {
      let derivative = try complexFunction.derivative(along: displacement(direction), at: subject.point)
      report.evaluations += 1
      return Slopes(smooth: project(derivative).map { complexFunction.estimate($0) })
    }
    let center = project(base.values)
    let tableau = RiddersTableau(center: center, noise: noise, side: .both)
    var slopes = Slopes(smooth: noise.map { _ in DifferenceEstimate() })
    var largest = firstExponent(direction)
    for (start, levels) in [(0, 22), (-11, 22), (-22, 36)] {
      let next = try tableau.derivatives(start: min(largest, largest + start), levels: levels) { t in
        let evaluation = try evaluate(along: direction, t)
        guard let obstacle = evaluation.obstacle(from: base) else {
          return .values(project(evaluation.values))
        }
        slopes.obstacle = obstacle
        guard case .kink(_, let share) = obstacle else { return .obstructed(safeStep: .infinity) }
        // Linear interpolation may be a little off.
        let safe = 0.75 * share * t.magnitude
        if safe > 0 { largest = min(largest, safe.exponent) }
        return .obstructed(safeStep: safe)
      }
      slopes.smooth = zip(slopes.smooth, next).map { $0.refined(by: $1) }
      if slopes.smooth.allSatisfy(\.isKnown) {
        slopes.obstacle = nil
      } else if case .kink = slopes.obstacle {
        slopes.kink = try oneSided(along: direction, noise: noise, project: project)
        break
      }
      if isConvincing(slopes) { break }
    }
    return slopes
  }

  /// The derivatives to both sides, where decisions change at the point itself.
  private mutating func oneSided(
    along direction: Direction, noise: [Double], project: ([Double]) -> [Double]
  ) throws -> (left: [DifferenceEstimate], right: [DifferenceEstimate], decisions: [Int]) {
    let nearest = 0x1p-26
    let center = project(base.values)
    var changed: Set<Int> = []
    var sides: [[DifferenceEstimate]] = []
    for (side, sign) in [(RiddersTableau.Side.left, -1.0), (.right, 1.0)] {
      // Beyond the kink, on its way to larger steps, the function must go on as it began.
      let beyond = try evaluate(along: direction, sign * nearest)
      changed.formUnion(beyond.changes(from: base))
      let tableau = RiddersTableau(center: center, noise: noise, side: side)
      sides.append(
        try tableau.derivatives(start: firstExponent(direction), levels: 18) { t in
          let evaluation = try evaluate(along: direction, t)
          guard let obstacle = evaluation.obstacle(from: beyond) else {
            return .values(project(evaluation.values))
          }
          guard case .kink(_, let share) = obstacle else { return .obstructed(safeStep: .infinity) }
          return .obstructed(safeStep: 0.75 * share * t.magnitude)
        })
    }
    return (sides[0], sides[1], changed.sorted())
  }

  /// The binary exponent of the first step: a direction of many elements goes as far as its length.
  private func firstExponent(_ direction: Direction) -> Int {
    guard case .vector(let v) = direction else { return -3 }
    let length = Double(v.count(where: { $0 != 0 })).squareRoot()
    return -3 - max(0, length.exponent - 2)
  }

  /// The way from the point, for a step of 1.
  private func displacement(_ direction: Direction) -> [Double] {
    switch direction {
    case .vector(let v): v
    case .element(let j): scales.indices.map { $0 == j ? scales[j] : 0 }
    }
  }

  /// The function at a fresh point, `t` along a direction.
  private mutating func evaluate(along direction: Direction, _ t: Double) throws -> Evaluation {
    var x = subject.point
    switch direction {
    case .vector(let v): for j in x.indices { x[j] += t * v[j] }
    case .element(let j): x[j] += t * scales[j]
    }
    report.evaluations += 1
    return try subject.evaluate(at: x)
  }
}
