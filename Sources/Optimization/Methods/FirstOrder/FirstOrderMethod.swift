// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A method that updates the parameters by a fixed rule from the gradient alone, without a line search.
///
/// A rule states its options, its state and one update. The run comes with the protocol: it converges by the
/// gradient, and it fails where the objective or the gradient is not finite, as no rule has a way back.
/// A trainer that feeds gradients of its own, of mini-batches for instance, calls `update` itself.
public protocol FirstOrderMethod: Optimizer {
  /// What an update needs to remember of those before it.
  associatedtype State: Archivable

  /// The factor of an update.
  var learningRate: Double { get set }
  /// The tolerance of the status `.converged(by: .gradient)`.
  var gradientTolerance: Double { get }
  /// When to stop.
  var limits: Limits { get }

  /// Throws when an option is out of its range, or does not fit `parameterCount` parameters.
  func validate(parameterCount: Int) throws(OptimizationError)

  /// The state before the first update of `parameterCount` parameters.
  func initialState(parameterCount: Int) -> State

  /// The factor of the next update: `learningRate` unless the rule changes it on the way.
  func learningRate(in state: State) -> Double

  /// Learns the objective's value at the parameters before an update.
  func observe(value: Double, state: inout State)

  /// Updates the parameters, `[n]`, in place from the gradient there, `[n]`. O(n).
  func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout State)
}

extension FirstOrderMethod {
  /// Does nothing: few rules go by the value.
  public func observe(value: Double, state: inout State) {}

  /// The same rate for every update.
  public func learningRate(in state: State) -> Double { learningRate }

  /// The lowest point of `objective` among the iterates from `start`, `[n]`.
  ///
  /// Each iteration is one update and one evaluation of the gradient.
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the objective or the observer
  ///   throws.
  public func minimize(
    _ objective: some ObjectiveFunction, from start: Tensor<Double>, observing observer: Observer
  ) throws -> Minimum {
    try minimize(objective, from: start, keeping: nil, observing: observer)
  }

  /// The same with a run that is kept.
  package func minimize(
    _ objective: some ObjectiveFunction, from start: Tensor<Double>, keeping keeper: (any RunKeeper)?,
    observing observer: Observer
  ) throws -> Minimum {
    try OptimizationError.checkPositive("\(Self.self).learningRate", learningRate)
    try OptimizationError.checkFraction("\(Self.self).gradientTolerance", gradientTolerance)
    try limits.validate()
    try validate(parameterCount: start.count)
    try OptimizationError.check(start: start, for: objective)

    let evaluation: Evaluation = { try objective.value(at: $0, gradient: &$1) }
    let run = try Run(of: evaluation, from: start, limits: limits)
    var search = UpdateRun<Self>(
      run: run, point: run.best, state: initialState(parameterCount: start.count))
    var last = start
    var status: Status?
    if try keeper?.restore(&search) == true {
      status = search.run.statusReached(keeper?.directive ?? .continue)
    } else {
      let point = search.point
      status = try search.end(
        IterationRecord(iteration: 0, value: point.value, gradientNorm: point.gradient.infinityNorm),
        verdict(on: point, iteration: 0), keeper, observer)
    }
    while status == nil {
      last.copy(search.point.parameters)
      observe(value: search.point.value, state: &search.state)
      let rate = learningRate(in: search.state)
      update(&search.point.parameters, along: search.point.gradient, state: &search.state)
      let stepNorm = search.point.parameters.distance(to: last)
      try search.run.evaluate(evaluation, at: &search.point)
      let iteration = search.run.nextIteration
      let record = IterationRecord(
        iteration: iteration, value: search.point.value, gradientNorm: search.point.gradient.infinityNorm,
        stepNorm: stepNorm, stepLength: rate)
      status = try search.end(record, verdict(on: search.point, iteration: iteration), keeper, observer)
    }
    return search.run.minimum(status ?? .stopped(by: .iterations))
  }

  private func verdict(on point: Point, iteration: Int) -> Status? {
    guard point.isFinite else { return .failed(because: iteration == 0 ? .nonFiniteStart : .nonFinite) }
    return point.isStationary(within: gradientTolerance) ? .converged(by: .gradient) : nil
  }
}

/// A run of a rule over the whole objective, between two updates.
private struct UpdateRun<Rule: FirstOrderMethod>: Archivable {
  var run: Run
  var point: Point
  var state: Rule.State

  /// Ends an iteration, and says why the run ends with it, if it does.
  mutating func end(
    _ record: IterationRecord, _ verdict: Status?, _ keeper: (any RunKeeper)?, _ observer: Observer
  ) throws -> Status? {
    let status = try run.endIteration(record, at: point, verdict: verdict, observer: observer)
    return try keeper.keep(&self, after: status, verdict: verdict)
  }

  mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("point", &point)
    archive.exchange("rule", &state)
    archive.exchange("run", &run)
  }
}
