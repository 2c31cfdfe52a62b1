// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A sum of squared residuals, `‖r(θ)‖²` with `r`: ℝⁿ → ℝᵐ. As an objective its value is that sum, without a
/// factor ½, and its gradient is `2 Jᵀr`.
public protocol LeastSquaresFunction: ObjectiveFunction {
  /// The number of residuals, *m*.
  var residualCount: Int { get }

  /// The residuals at `parameters`, `[m]`.
  func residuals(at parameters: Tensor<Double>) throws -> Tensor<Double>

  /// The residuals `[m]` and their Jacobian `[m, n]` at `parameters`.
  func residualsWithJacobian(at parameters: Tensor<Double>) throws
    -> (residuals: Tensor<Double>, jacobian: Tensor<Double>)

  /// `JᵀJ`, `Jᵀr` and `‖r‖²` at `parameters`.
  ///
  /// A function whose residuals come in blocks accumulates them here, so that memory does not grow with *m*.
  func normalEquations(at parameters: Tensor<Double>) throws -> NormalEquations
}

extension LeastSquaresFunction {
  /// `‖r‖²` at `parameters`, from all residuals at once.
  public func value(at parameters: Tensor<Double>) throws -> Double {
    try residuals(at: parameters).scalars.reduce(0) { $0 + $1 * $1 }
  }

  /// `‖r‖²` and `2 Jᵀr` at `parameters`, from the normal equations.
  public func valueWithGradient(at parameters: Tensor<Double>) throws
    -> (value: Double, gradient: Tensor<Double>)
  {
    let equations = try normalEquations(at: parameters)
    return (equations.sumOfSquares, equations.gradient.scaled(by: 2))
  }

  /// `JᵀJ`, `Jᵀr` and `‖r‖²` at `parameters`, from the Jacobian of all residuals at once.
  public func normalEquations(at parameters: Tensor<Double>) throws -> NormalEquations {
    let (residuals, jacobian) = try residualsWithJacobian(at: parameters)
    var equations = NormalEquations(parameterCount: parameterCount)
    try equations.accumulate(residuals: residuals, jacobian: jacobian)
    return equations
  }
}
