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
  /// By which random numbers.
  public var shuffling: Shuffling
  /// A mean of the parameters after each update, which then is the result; `nil` for the last ones.
  public var average: ParameterAverage?

  /// A rule in batches.
  public init(
    _ rule: Rule, batchSize: Int, epochs: Int, seed: UInt64 = 1, shuffling: Shuffling = .standard,
    average: ParameterAverage? = nil
  ) {
    self.rule = rule
    self.batchSize = batchSize
    self.epochs = epochs
    self.seed = seed
    self.shuffling = shuffling
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
    try minimize(objective, from: start, keeping: nil, observing: observer)
  }

  /// The same with a run that is kept after each update.
  package func minimize(
    _ objective: some SampledObjective, from start: Tensor<Double>, keeping keeper: (any RunKeeper)?,
    observing observer: Observer
  ) throws -> Minimum {
    try OptimizationError.checkPositive("\(Rule.self).learningRate", rule.learningRate)
    try OptimizationError.checkCount("MiniBatches.batchSize", batchSize)
    try OptimizationError.check("MiniBatches.epochs", epochs, isAccepted: epochs >= 0, "0 or more")
    try OptimizationError.check(start: start, for: objective)
    try rule.validate(parameterCount: start.count)
    var run = try BatchRun(self, of: objective, from: start)
    return try run.minimize(objective, keeping: keeper, observing: observer)
  }
}

extension FirstOrderMethod {
  /// This rule with updates that each go by `size` samples, in random order, for a number of epochs.
  public func inBatches(
    of size: Int, epochs: Int, seed: UInt64 = 1, shuffling: Shuffling = .standard,
    average: ParameterAverage? = nil
  ) -> MiniBatches<Self> {
    MiniBatches(self, batchSize: size, epochs: epochs, seed: seed, shuffling: shuffling, average: average)
  }
}
