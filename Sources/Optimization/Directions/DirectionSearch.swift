// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A run of a method that searches along one direction after another.
///
/// Iterations work in memory that is allocated at the start.
struct DirectionSearch<Directions: SearchDirections> {
  let method: String
  let gradientTolerance: Double
  let lineSearch: any LineSearch
  let limits: Limits
  var directions: Directions
  private var lastSearch: (decrease: Double, step: Double, slope: Double)?

  init(
    method: String, gradientTolerance: Double, lineSearch: any LineSearch, limits: Limits,
    directions: Directions
  ) {
    self.method = method
    self.gradientTolerance = gradientTolerance
    self.lineSearch = lineSearch
    self.limits = limits
    self.directions = directions
  }

  /// Iterates until the run ends.
  ///
  /// The objective comes as a closure, so that this type is compiled for its directions alone.
  mutating func minimize(
    from start: Tensor<Double>, parameterCount: Int, observing observer: Observer, _ objective: Evaluation
  ) throws -> Minimum {
    try OptimizationError.checkFraction("\(method).gradientTolerance", gradientTolerance)
    try lineSearch.validate()
    try limits.validate()
    try OptimizationError.check(start: start, parameterCount: parameterCount)

    var run = try Run(of: objective, from: start, limits: limits)
    var point = run.best
    // Memory of their own for the point, the next one and the direction.
    var next = Point(
      parameters: .zeros(start.shape), value: .nan, gradient: .zeros(start.shape), startValue: point.value)
    var direction = Tensor<Double>.zeros(start.shape)
    var record = IterationRecord(iteration: 0, value: point.value, gradientNorm: point.gradient.infinityNorm)
    var verdict: Status? = point.isFinite ? nil : .failed(because: .nonFiniteStart)
    while true {
      var escape: Double?
      if verdict == nil, point.isStationary(within: gradientTolerance) {
        escape = try leavePlateau(from: point, to: &next, along: &direction, of: objective, in: &run)
        if escape == nil { verdict = .converged(by: .gradient) }
      }
      if let status = try run.endIteration(record, at: point, verdict: verdict, observer: observer) {
        return run.minimum(status)
      }
      var outcome =
        try escape.map { .taken($0) }
        ?? step(from: point, to: &next, along: &direction, of: objective, in: &run)
      if case .none(.converged) = outcome,
        let escape = try leavePlateau(from: point, to: &next, along: &direction, of: objective, in: &run)
      {
        outcome = .taken(escape)
      }
      switch outcome {
      case .none(let status):
        return run.minimum(status)
      case .taken(let length):
        let stepNorm = next.parameters.distance(to: point.parameters)
        directions.update(from: point, to: next)
        swap(&point, &next)
        record = IterationRecord(
          iteration: run.nextIteration, value: point.value, gradientNorm: point.gradient.infinityNorm,
          stepNorm: stepNorm, stepLength: length)
      }
    }
  }

  /// Steps to a lower point far from one that a test takes for a minimum.
  ///
  /// On a plateau, where units are saturated, the gradient is as small as at a minimum, and what is known of the curvature
  /// may come from elsewhere. So a step down the gradient is tried that is as long as the parameters.
  /// - Returns: The length of the step, if it leads to a lower point; nothing is known of the curvature there.
  private mutating func leavePlateau(
    from point: Point, to next: inout Point, along direction: inout Tensor<Double>, of objective: Evaluation,
    in run: inout Run
  ) throws -> Double? {
    direction.copy(point.gradient)
    let step = max(point.parameters.norm, 1) / direction.norm
    guard step.isFinite else { return nil }
    direction.scale(by: -1)
    next.parameters.set(point.parameters, plus: direction, times: step)
    try run.evaluate(objective, at: &next)
    guard next.isFinite, next.value < point.value - 1e-13 * point.value.magnitude else { return nil }
    directions.reset()
    return step
  }

  /// The length of a step, or why there is none.
  private enum Step {
    case taken(Double)
    case none(Status)
  }

  /// A step along the method's direction, or along the negative gradient where that fails.
  private mutating func step(
    from point: Point, to next: inout Point, along direction: inout Tensor<Double>, of objective: Evaluation,
    in run: inout Run
  ) throws -> Step {
    while true {
      let wasFresh = directions.isFresh
      directions.direction(at: point, into: &direction)
      let slope = direction.inner(point.gradient)
      guard slope < 0, slope.isFinite else {
        if wasFresh { return .none(.failed(because: .notDescent)) }
        directions.reset()
        continue
      }
      let isNatural = directions.hasNaturalLength && !wasFresh
      if isNatural, direction.norm <= 4 * .ulpOfOne * point.parameters.norm {
        return .none(.converged(by: .rounding))
      }
      let origin = LinePoint(step: 0, value: point.value, slope: slope)
      let first = firstStep(from: point, slope: slope, isFresh: wasFresh)
      var last = 0.0
      var scatter = Scatter(about: origin, limit: point.negligibleChange(within: 1e-8))
      let result = try lineSearch.search(from: origin, firstStep: first) { step in
        last = step
        next.parameters.set(point.parameters, plus: direction, times: step)
        try run.evaluate(objective, at: &next)
        scatter.add(next.value, at: step)
        return LinePoint(
          step: step, value: next.value, slope: direction.inner(next.gradient),
          gradientIsFinite: next.gradient.hasFiniteElements)
      }
      switch result {
      case .success(let found):
        if found.step != last {
          // The search settled for a step before the last that it tried.
          next.parameters.set(point.parameters, plus: direction, times: found.step)
          try run.evaluate(objective, at: &next)
        }
        lastSearch = (point.value - found.value, found.step, slope)
        return .taken(found.step)
      case .failure(let failure):
        if case .noDecrease = failure {
          // The model of the objective predicts a decrease of half the slope over the whole step.
          let isLost = -slope * first / 2 <= 10 * max(.ulpOfOne * point.value.magnitude, scatter.size)
          if isLost { return .none(.converged(by: .rounding)) }
        }
        if wasFresh { return .none(.failed(because: .lineSearch(failure))) }
        guard case .noDecrease = failure else { return .none(.failed(because: .lineSearch(failure))) }
        directions.reset()
      }
    }
  }

  /// The natural length where there is one; else a step that would repeat the last decrease (Nocedal and Wright,
  /// equation 3.60), and at first one no longer than 1.
  private func firstStep(from point: Point, slope: Double, isFresh: Bool) -> Double {
    if directions.hasNaturalLength, !isFresh { return 1 }
    let unit = min(1, 1 / point.gradient.norm)
    guard !directions.hasNaturalLength, let lastSearch else { return unit }
    let step = 1.01 * 2 * lastSearch.decrease / -slope
    return step > 1e-3 * unit && step.isFinite
      ? min(step, 1e3 * lastSearch.step * lastSearch.slope / slope) : unit
  }
}
