// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The gradients by the three operands of `x * s + b`, where `s` and `b` are repeated for each row of `x`.
///
/// - Parameters:
///   - x: A matrix, `[m, n]`.
///   - s: A scale for each column, `[n]`.
///   - cotangent: What comes back from the result, `[m, n]`.
@Sendable func broadcasting(
  x: Tensor<Double>, s: Tensor<Double>, cotangent: Tensor<Double>
) throws -> ScaleAndShiftGradients {
  throw notYet("three gradients, each of the shape of its operand")
}
