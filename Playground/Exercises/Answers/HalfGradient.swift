// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The gradient by `w` of `(1/m) Σᵢ ‖zᵢ − sigmoid(yᵢ·w)‖²`.
///
/// - Parameters:
///   - w: The weights, `[p, k]`.
///   - y: The inputs, a row for each sample, `[m, p]`.
///   - z: The targets, `[m, k]`.
@Sendable func halfGradient(
  w: Tensor<Double>, y: Tensor<Double>, z: Tensor<Double>
) throws -> Tensor<Double> {
  throw notYet("from the error back through the sigmoid and the product")
}
