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
  private var lastSearch: Search?

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
    from start: Tensor<Double>, parameterCount: Int, keeping keeper: (any RunKeeper)?,
    observing observer: Observer, _ objective: Evaluation
  ) throws -> Minimum {
    try OptimizationError.checkFraction("\(method).gradientTolerance", gradientTolerance)
    try lineSearch.validate()
    try limits.validate()
    try OptimizationError.check(start: start, parameterCount: parameterCount)

    var run = try Run(of: objective, from: start, limits: limits)
    var point = run.best
    // Memory of their own for the point, the next one and the direction.
    var next = Point(parameters: .zeros(start.shape), value: .nan, gradient: .zeros(start.shape))
    var direction = Tensor<Double>.zeros(start.shape)
    var record = IterationRecord(iteration: 0, value: point.value, gradientNorm: point.gradient.infinityNorm)
    var verdict: Status? = point.isFinite ? nil : .failed(because: .nonFiniteStart)
    var isRestored = false
    if let keeper {
      var state = State(run: run, point: point, directions: directions, lastSearch: lastSearch)
      isRestored = try keeper.restore(&state)
      if isRestored {
        (run, point, directions) = (state.run, state.point, state.directions)
        lastSearch = state.lastSearch
      }
    }
    while true {
      if verdict == nil, point.isStationary(within: gradientTolerance) { verdict = .converged(by: .gradient) }
      var status =
        isRestored
        ? run.statusReached(keeper?.directive ?? .continue)
        : try run.endIteration(record, at: point, verdict: verdict, observer: observer)
      if keeper != nil, !isRestored {
        var state = State(run: run, point: point, directions: directions, lastSearch: lastSearch)
        status = try keeper.keep(&state, after: status, verdict: verdict)
      }
      if let status { return run.minimum(status) }
      isRestored = false
      switch try step(from: point, to: &next, along: &direction, of: objective, in: &run) {
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

  /// What a search came to.
  private struct Search {
    var decrease: Double
    var step: Double
    var slope: Double
  }

  /// A run between two iterations.
  private struct State: Archivable {
    var run: Run
    var point: Point
    var directions: Directions
    var lastSearch: Search?

    mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("point", &point)
      archive.exchange("directions", &directions)
      var search = lastSearch.map { [$0.decrease, $0.step, $0.slope] } ?? []
      archive.exchange("lastSearch", &search)
      lastSearch =
        search.count == 3 ? Search(decrease: search[0], step: search[1], slope: search[2]) : nil
      archive.exchange("run", &run)
    }
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
      let origin = LinePoint(step: 0, value: point.value, slope: slope)
      let first = firstStep(from: point, slope: slope, isFresh: wasFresh)
      var last = 0.0
      let result = try lineSearch.search(from: origin, firstStep: first) { step in
        last = step
        next.parameters.set(point.parameters, plus: direction, times: step)
        try run.evaluate(objective, at: &next)
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
        lastSearch = Search(decrease: point.value - found.value, step: found.step, slope: slope)
        return .taken(found.step)
      case .failure(let failure):
        // The model of the objective predicts a decrease of half the slope over the whole step.
        if case .noDecrease = failure, -slope * first / 2 <= 10 * .ulpOfOne * point.value.magnitude {
          return .none(.converged(by: .rounding))
        }
        if wasFresh { return .none(.failed(because: .lineSearch(failure))) }
        guard case .noDecrease = failure else { return .none(.failed(because: .lineSearch(failure))) }
        directions.reset()
      }
    }
  }

  /// The natural length where there is one; else a step that would repeat the last decrease (Nocedal and Wright,
  /// equation 3.60), and at first one no longer than 1 in any parameter.
  private func firstStep(from point: Point, slope: Double, isFresh: Bool) -> Double {
    if directions.hasNaturalLength, !isFresh { return 1 }
    let unit = min(1, 1 / point.gradient.infinityNorm)
    guard !directions.hasNaturalLength, let lastSearch else { return unit }
    let step = 1.01 * 2 * lastSearch.decrease / -slope
    return step > 1e-3 * unit && step.isFinite
      ? min(step, 1e3 * lastSearch.step * lastSearch.slope / slope) : unit
  }
}
