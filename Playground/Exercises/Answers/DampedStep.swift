// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The Levenberg-Marquardt step: what minimises `‖r + J·step‖² + damping·‖step‖²`.
///
/// - Parameters:
///   - J: The Jacobian of the residuals, `[m, n]`.
///   - r: The residuals, `[m]`.
///   - damping: λ, at least 0.
@Sendable func dampedStep(J: Tensor<Double>, r: Tensor<Double>, damping: Double) throws -> Tensor<Double> {
  throw notYet("solve the damped normal equations; Cholesky(matrix).solution(of: vector) solves")
}
