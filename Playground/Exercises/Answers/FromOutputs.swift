// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The gradient by the input of an activation, from its output.
///
/// - Parameters:
///   - activation: `.tanh` or `.sigmoid`.
///   - y: The output. The input is not known any more.
///   - cotangent: What comes back from the output.
@Sendable func fromOutputs(
  activation: SmoothActivation, y: Tensor<Double>, cotangent: Tensor<Double>
) throws -> Tensor<Double> {
  throw notYet("cotangent times slope, and the slope from y")
}
