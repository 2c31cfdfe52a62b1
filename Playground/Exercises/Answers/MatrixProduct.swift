// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The gradients by the two factors of `matmul(a, b)`.
///
/// - Parameters:
///   - a: The left factor, `[m, k]`.
///   - b: The right factor, `[k, n]`.
///   - cotangent: What comes back from the product, `[m, n]`.
@Sendable func matrixProduct(
  a: Tensor<Double>, b: Tensor<Double>, cotangent: Tensor<Double>
) throws -> FactorGradients {
  throw notYet("two matrix products, one with b transposed, one with a transposed")
}
