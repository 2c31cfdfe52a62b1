// SPDX-License-Identifier: Apache-2.0

/// How often a run evaluated its function.
public struct EvaluationCounts: Sendable, Hashable {
  /// Values of the objective; each gradient or Jacobian evaluation that also gives the value counts here too.
  public var values = 0
  /// Gradients of the objective.
  public var gradients = 0
  /// Jacobians of the residuals, as a matrix or as normal equations.
  public var jacobians = 0
  /// Products of the residuals' Jacobian, or of its transpose, with a vector.
  public var jacobianProducts = 0
  /// Second derivatives of the residuals along a direction.
  public var secondDerivatives = 0
  /// Products of the objective's Hessian with a vector.
  public var hessianVectorProducts = 0
  /// Hessians of the objective, as a matrix.
  public var hessians = 0

  /// No evaluation yet.
  public init() {}
}
