// SPDX-License-Identifier: Apache-2.0

/// A way to move from the point.
enum Direction {
  /// Along a vector.
  case vector([Double])
  /// Along one element, by its scale.
  case element(Int)
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
  ///   - isConvincing: Whether the estimates need no second opinion.
  mutating func differences(
    along direction: Direction, noise: [Double], project: ([Double]) -> [Double],
    isConvincing: ([DifferenceEstimate]) -> Bool
  ) throws -> (estimates: [DifferenceEstimate], obstacle: Obstacle?) {
    let tableau = RiddersTableau(noise: noise)
    var estimates = noise.map { _ in DifferenceEstimate() }
    var obstacle: Obstacle?
    for (start, levels) in [(-3, 22), (-14, 22), (-25, 36)] {
      let next = try tableau.derivatives(start: start, levels: levels) { t in
        let evaluation = try evaluate(along: direction, t)
        if let found = evaluation.obstacle(from: base) {
          obstacle = found
          return nil
        }
        return project(evaluation.values)
      }
      estimates = zip(estimates, next).map { $0.refined(by: $1) }
      if isConvincing(estimates) { break }
    }
    return (estimates, estimates.allSatisfy(\.isKnown) ? nil : obstacle)
  }

  /// The function at a fresh point, `t` along a direction.
  private mutating func evaluate(along direction: Direction, _ t: Double) throws -> Evaluation {
    var x = subject.point
    switch direction {
    case .vector(let v): for j in x.indices { x[j] += t * v[j] }
    case .element(let j): x[j] += t * scales[j]
    }
    evaluations += 1
    return try subject.evaluate(at: x)
  }
}
