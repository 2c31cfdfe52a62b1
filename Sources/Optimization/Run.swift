// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// What every method keeps of a run: limits, counts, history and the best point.
struct Run {
  /// How often the function was evaluated.
  var evaluations: EvaluationCounts
  /// The best point evaluated with its gradient.
  private(set) var best: Point

  private var history: [IterationRecord] = []
  private let limits: Limits
  private let deadline: ContinuousClock.Instant?

  /// The run that starts at `start`, which took `evaluations` to evaluate.
  init(from start: Point, after evaluations: EvaluationCounts, limits: Limits) {
    best = start
    self.evaluations = evaluations
    self.limits = limits
    deadline = limits.time.map { .now + $0 }
    // Short runs then append their records without allocating.
    history.reserveCapacity(min(max(limits.iterations, 0), Self.reservedRecords - 1) + 1)
  }

  /// The records of a run that memory is set aside for.
  private static var reservedRecords: Int { 128 }

  /// The run that starts at the parameters `start` of `objective`.
  init(of objective: Evaluation, from start: Tensor<Double>, limits: Limits) throws {
    var point = Point(parameters: start, value: .nan, gradient: .zeros(start.shape))
    try point.evaluate(objective)
    point.startValue = point.value
    var evaluations = EvaluationCounts()
    (evaluations.values, evaluations.gradients) = (1, 1)
    self.init(from: point, after: evaluations, limits: limits)
  }

  /// The run that starts at the parameters `start` of `objective`.
  init(of objective: some ObjectiveFunction, from start: Tensor<Double>, limits: Limits) throws {
    var evaluations = EvaluationCounts()
    let start = try Run.evaluate(objective, at: start, counting: &evaluations)
    self.init(from: start, after: evaluations, limits: limits)
  }

  /// The number of the next iteration.
  var nextIteration: Int { history.count }

  /// The objective and its gradient at `parameters`; the best point of all is kept.
  mutating func evaluate(_ objective: some ObjectiveFunction, at parameters: Tensor<Double>) throws -> Point {
    var point = try Run.evaluate(objective, at: parameters, counting: &evaluations)
    point.startValue = best.startValue
    consider(point)
    return point
  }

  /// Evaluates the objective and its gradient at the parameters of `point`; the best point of all is kept.
  mutating func evaluate(_ objective: Evaluation, at point: inout Point) throws {
    try point.evaluate(objective)
    evaluations.values += 1
    evaluations.gradients += 1
    consider(point)
  }

  /// Keeps a copy of `point` if it is the best so far.
  mutating func consider(_ point: Point) {
    if point.isFinite, point.value < best.value { best.copy(point) }
  }

  /// Ends an iteration at `point`: adds its record and tells the observer.
  ///
  /// - Returns: The method's own `verdict` on the iteration, or else the limit that is reached, if any.
  mutating func endIteration(
    _ record: IterationRecord, at point: Point, verdict: Status?, observer: Observer
  ) throws -> Status? {
    history.append(record)
    // A converged point that only rounding sets apart from the best one is the better witness.
    if let verdict, verdict.isConverged, point.value <= best.value + 1e-13 * best.value.magnitude {
      best.copy(point)
    }
    let directive = try observer(IterationState(record: record, parameters: point.parameters))
    return verdict ?? limitReached(directive).map { .stopped(by: $0) }
  }

  /// The result of the run, which ended for the reason `status`.
  func minimum(_ status: Status) -> Minimum {
    Minimum(
      parameters: best.parameters, value: best.value, gradient: best.gradient, status: status,
      evaluations: evaluations, history: history)
  }

  /// The result of a run whose best point is not told by the values it saw: `point`.
  func minimum(_ status: Status, at point: Point) -> Minimum {
    Minimum(
      parameters: point.parameters, value: point.value, gradient: point.gradient, status: status,
      evaluations: evaluations, history: history)
  }

  private func limitReached(_ directive: Directive) -> Status.Limit? {
    if directive == .stop { return .callback }
    if Task.isCancelled { return .cancellation }
    if let target = limits.target, best.value <= target { return .target }
    if history.count > limits.iterations { return .iterations }
    if let most = limits.evaluations, evaluations.values >= most { return .evaluations }
    if let deadline, .now >= deadline { return .time }
    return nil
  }

  private static func evaluate(
    _ objective: some ObjectiveFunction, at parameters: Tensor<Double>,
    counting evaluations: inout EvaluationCounts
  ) throws -> Point {
    let (value, gradient) = try objective.valueWithGradient(at: parameters)
    evaluations.values += 1
    evaluations.gradients += 1
    try OptimizationError.check(result: "a gradient", gradient, is: [objective.parameterCount])
    return Point(parameters: parameters, value: value, gradient: gradient)
  }
}
