// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A first-order rule whose updates each go by some of the samples. Made as `Adam().inBatches(of: 32, epochs: 100)`.
///
/// In each epoch every sample is used once, in batches whose order is drawn from the seed. Schedules and other changes
/// of the rule count updates, not epochs; a rate that falls on a plateau goes by epochs. The same seed gives the same bits.
/// A batch as large as the data gives the updates of the rule's own `minimize`.
public struct MiniBatches<Rule: FirstOrderMethod>: Sendable {
  /// What an update is made by. Of its limits the one of time holds.
  public var rule: Rule
  /// The number of samples of an update; the last one of an epoch has what is left.
  public var batchSize: Int
  /// How often every sample is used.
  public var epochs: Int
  /// What the order of samples is drawn from.
  public var seed: UInt64
  /// A mean of the parameters after each update, which then is the result; `nil` for the last ones.
  public var average: ParameterAverage?

  /// A rule in batches.
  public init(
    _ rule: Rule, batchSize: Int, epochs: Int, seed: UInt64 = 1, average: ParameterAverage? = nil
  ) {
    self.rule = rule
    self.batchSize = batchSize
    self.epochs = epochs
    self.seed = seed
    self.average = average
  }

  /// The parameters that the rule reaches from `start`, `[n]`.
  ///
  /// The observer is called with the start and after each epoch. The record of an epoch has the mean of its batches'
  /// values, each before its update, the norm of their mean gradient, and the norm of the epoch's step. The result is
  /// evaluated over all samples; it is the last point, or the average, as values of batches do not tell which is best.
  /// A run whose epochs are over is stopped by `.iterations`; one that meets NaN or infinity fails with the parameters
  /// before the update that led there.
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the objective or the observer throws.
  public func minimize(
    _ objective: some SampledObjective, from start: Tensor<Double>,
    observing observer: Observer = { _ in .continue }
  ) throws -> Minimum {
    try OptimizationError.checkPositive("\(Rule.self).learningRate", rule.learningRate)
    try OptimizationError.checkCount("MiniBatches.batchSize", batchSize)
    try OptimizationError.check("MiniBatches.epochs", epochs, isAccepted: epochs >= 0, "0 or more")
    try rule.validate()
    try OptimizationError.check(start: start, for: objective)

    let evaluation: Evaluation = { try objective.value(at: $0, gradient: &$1) }
    var limits = Limits.iterations(epochs)
    limits.time = rule.limits.time
    var run = try Run(of: evaluation, from: start, limits: limits)
    var point = run.best
    var (last, before, meanGradient, average) = (start, start, start, average)
    var state = rule.initialState(parameterCount: start.count)
    var order = BatchOrder(sampleCount: objective.sampleCount, batchSize: batchSize, seed: seed)
    var record = IterationRecord(iteration: 0, value: point.value, gradientNorm: point.gradient.infinityNorm)
    var verdict: Status? = point.isFinite ? nil : .failed(because: .nonFiniteStart)
    while true {
      if let status = try run.endIteration(record, at: point, verdict: verdict, observer: observer) {
        // What was not finite has no place in an average.
        if case .failed = status { average = nil }
        point.parameters = average?.parameters ?? point.parameters
        if run.nextIteration > 1 { try run.evaluate(evaluation, at: &point) }
        return run.minimum(status, at: point)
      }
      before.copy(point.parameters)
      meanGradient.scale(by: 0)
      var sum = 0.0
      let batches = order.next()
      for batch in batches {
        try point.evaluate { try objective.value(at: $0, overSamples: batch, gradient: &$1) }
        run.evaluations.values += 1
        run.evaluations.gradients += 1
        guard point.isFinite else {
          point.parameters.copy(last)
          verdict = .failed(because: .nonFinite)
          break
        }
        let share = Double(batch.count) / Double(objective.sampleCount)
        sum += share * point.value
        meanGradient.add(point.gradient, times: share)
        last.copy(point.parameters)
        rule.update(&point.parameters, along: point.gradient, state: &state)
        point.parameters.withMutableScalars { objective.adjust(&$0) }
        average?.add(point.parameters)
      }
      if verdict == nil { rule.observe(value: sum, state: &state) }
      record = IterationRecord(
        iteration: run.nextIteration, value: verdict == nil ? sum : .nan,
        gradientNorm: verdict == nil ? meanGradient.infinityNorm : .nan,
        stepNorm: point.parameters.distance(to: before), stepLength: rule.learningRate)
    }
  }
}

extension FirstOrderMethod {
  /// This rule with updates that each go by `size` samples, in random order, for a number of epochs.
  public func inBatches(
    of size: Int, epochs: Int, seed: UInt64 = 1, average: ParameterAverage? = nil
  ) -> MiniBatches<Self> {
    MiniBatches(self, batchSize: size, epochs: epochs, seed: seed, average: average)
  }
}
