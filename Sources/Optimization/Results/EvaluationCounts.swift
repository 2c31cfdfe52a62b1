// SPDX-License-Identifier: Apache-2.0

/// How often a run evaluated its function.
public struct EvaluationCounts: Sendable, Hashable {
  /// Values of the objective; each gradient or Jacobian evaluation that also gives the value counts here too.
  public var values = 0
  /// Gradients of the objective.
  public var gradients = 0
  /// Jacobians of the residuals, as a matrix or as normal equations.
  public var jacobians = 0

  /// No evaluation yet.
  public init() {}
}
