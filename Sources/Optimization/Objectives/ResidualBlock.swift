// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Some of the residuals of a sum of squares, with their derivatives.
public struct ResidualBlock: Sendable {
  /// What the block adds to the objective: `‖residuals‖²` unless a robust loss weighs it otherwise.
  public var value: Double
  /// `[m]`.
  public var residuals: Tensor<Double>
  /// `[m, n]`.
  public var jacobian: Tensor<Double>

  /// The block of the given rows.
  public init(residuals: Tensor<Double>, jacobian: Tensor<Double>) {
    value = residuals.scalars.reduce(0) { $0 + $1 * $1 }
    self.residuals = residuals
    self.jacobian = jacobian
  }
}
