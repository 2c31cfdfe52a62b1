// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A method that updates the parameters by a fixed rule from the gradient alone, without a line search.
///
/// A rule states its options, its state and one update. The run comes with the protocol: it converges by the
/// gradient, and it fails where the objective or the gradient is not finite, as no rule has a way back.
/// A trainer that feeds gradients of its own, of mini-batches for instance, calls `update` itself.
public protocol FirstOrderMethod: Optimizer {
  /// What an update needs to remember of those before it.
  associatedtype State

  /// The factor of an update.
  var learningRate: Double { get set }
  /// The tolerance of the status `.converged(by: .gradient)`.
  var gradientTolerance: Double { get }
  /// When to stop.
  var limits: Limits { get }

  /// Throws when an option is out of its range.
  func validate() throws(OptimizationError)

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
    try OptimizationError.checkPositive("\(Self.self).learningRate", learningRate)
    try OptimizationError.checkFraction("\(Self.self).gradientTolerance", gradientTolerance)
    try limits.validate()
    try validate()
    try OptimizationError.check(start: start, for: objective)

    let evaluation: Evaluation = { try objective.value(at: $0, gradient: &$1) }
    var run = try Run(of: evaluation, from: start, limits: limits)
    var point = run.best
    var last = start
    var state = initialState(parameterCount: start.count)
    var record = IterationRecord(iteration: 0, value: point.value, gradientNorm: point.gradient.infinityNorm)
    while true {
      if let status = try run.endIteration(
        record, at: point, verdict: verdict(on: point, iteration: record.iteration), observer: observer)
      {
        return run.minimum(status)
      }
      last.copy(point.parameters)
      observe(value: point.value, state: &state)
      let rate = learningRate(in: state)
      update(&point.parameters, along: point.gradient, state: &state)
      let stepNorm = point.parameters.distance(to: last)
      try run.evaluate(evaluation, at: &point)
      record = IterationRecord(
        iteration: run.nextIteration, value: point.value, gradientNorm: point.gradient.infinityNorm,
        stepNorm: stepNorm, stepLength: rate)
    }
  }

  private func verdict(on point: Point, iteration: Int) -> Status? {
    guard point.isFinite else { return .failed(because: iteration == 0 ? .nonFiniteStart : .nonFinite) }
    return point.isStationary(within: gradientTolerance) ? .converged(by: .gradient) : nil
  }
}
