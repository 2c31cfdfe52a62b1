// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The quadratic model of a sum of squares, `JᵀJ`, `Jᵀr` and `‖r‖²`, summed over blocks of residuals.
///
/// Memory is O(n²), however many residuals are accumulated.
public struct NormalEquations: Sendable {
  /// The Gauss-Newton matrix `JᵀJ`, `[n, n]`, symmetric.
  public private(set) var gramian: Tensor<Double>
  /// `Jᵀr`, `[n]`: half of the gradient of the sum of squares.
  public private(set) var gradient: Tensor<Double>
  /// `‖r‖²`.
  public private(set) var sumOfSquares: Double

  /// The equations of no residual.
  public init(parameterCount n: Int) {
    gramian = .zeros([n, n])
    gradient = .zeros([n])
    sumOfSquares = 0
  }
}
