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
  // SOLUTION: the Jacobian times v, and its transpose times u
  let y = tanh(try matmul(W, x))
  let slope: Tensor<Double> = 1 - y * y
  return JacobianProducts(jvp: slope * (try matmul(W, v)), vjp: try matmul(W.transposed(), slope * u))
  // END
}
