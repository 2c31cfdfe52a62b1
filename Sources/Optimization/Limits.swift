// SPDX-License-Identifier: Apache-2.0

/// When to stop a run that has not converged. Limits are checked once an iteration.
public struct Limits: Sendable, Hashable {
  /// The number of iterations, accepted or not.
  public var iterations: Int
  /// The number of evaluations of the objective's value, with or without derivatives.
  public var evaluations: Int?
  /// The time from the start of the run.
  public var time: Duration?
  /// A value of the objective that is good enough.
  public var target: Double?

  /// The given limits; `nil` is no limit.
  public init(iterations: Int = 1000, evaluations: Int? = nil, time: Duration? = nil, target: Double? = nil) {
    self.iterations = iterations
    self.evaluations = evaluations
    self.time = time
    self.target = target
  }

  /// A number of iterations as the only limit.
  public static func iterations(_ iterations: Int) -> Limits { Limits(iterations: iterations) }
}
