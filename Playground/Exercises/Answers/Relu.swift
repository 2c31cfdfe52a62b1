// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The gradient by `x` of `relu(x)`, of which `cotangent` comes back; all have one shape.
@Sendable func reluPullback(x: Tensor<Double>, cotangent: Tensor<Double>) throws -> Tensor<Double> {
  throw notYet("choose for each element between the cotangent and 0")
}
