// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The residuals about a point to first order, `r + J·p`, in the form that a way of solving for steps keeps.
protocol LinearModel {
  /// `‖r‖²`.
  var sumOfSquares: Double { get }
  /// `Jᵀr`, `[n]`.
  var gradient: Tensor<Double> { get }
  /// The norms of the columns of `J`, `[n]`.
  var columnNorms: Tensor<Double> { get }
  /// Whether every number is finite; if not, there is no step.
  var isFinite: Bool { get }

  /// The model of `function` at `parameters`.
  init(of function: some LeastSquaresFunction, at parameters: Tensor<Double>) throws

  /// The step that minimises `‖r + J·p‖² + λ‖D·p‖²`, `[n]`.
  ///
  /// - Parameters:
  ///   - damping: λ, not negative.
  ///   - scaling: The diagonal of `D`, `[n]`, positive.
  /// - Returns: `nil` when the equations are singular to working precision.
  func step(damping: Double, scaling: Tensor<Double>) throws -> Tensor<Double>?
}

extension LinearModel {
  /// Whether `|Jⱼᵀr| ≤ tolerance · ‖Jⱼ‖ · ‖r‖` for every column: the residuals are orthogonal to the model's
  /// range, to within an angle. False when a number is NaN.
  func isStationary(within tolerance: Double) -> Bool {
    let bound = tolerance * sumOfSquares.squareRoot()
    return zip(gradient.scalars, columnNorms.scalars).allSatisfy { $0.magnitude <= bound * $1 }
  }
}
