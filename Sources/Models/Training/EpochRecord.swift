// SPDX-License-Identifier: Apache-2.0
public import Optimization

/// Called with each epoch of training; its answer may end the run.
public typealias EpochObserver = (EpochRecord) throws -> Directive

/// What an epoch of training, or an iteration over all samples, came to.
public struct EpochRecord: Hashable, Sendable {
  /// Its number; 0 is the start.
  public let epoch: Int
  /// The objective: with batches the mean of theirs, each before its update.
  public let loss: Double
  /// The loss over the validation samples; `nil` without any.
  public let validationLoss: Double?
  /// The largest magnitude of the gradient's elements.
  public let gradientNorm: Double
  /// The learning rate, or the multiple of the search direction, in methods that have one.
  public let stepLength: Double?
  /// The metrics over the validation samples, or those that train when there are none, by name.
  public let metrics: [String: Double]
  /// The time since the start of the run, in seconds.
  public let seconds: Double
}
