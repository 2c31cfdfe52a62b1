// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// Both products with the Jacobian by `x` of `tanh(W·x)`.
///
/// - Parameters:
///   - W: A matrix, `[m, n]`.
///   - x: The point, `[n]`.
///   - v: A direction for the jvp, `[n]`.
///   - u: A cotangent for the vjp, `[m]`.
@Sendable func forwardAndReverse(
  W: Tensor<Double>, x: Tensor<Double>, v: Tensor<Double>, u: Tensor<Double>
) throws -> JacobianProducts {
  throw notYet("the Jacobian times v, and its transpose times u")
}
