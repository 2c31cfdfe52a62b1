// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The gradient by `x` of `relu(x)`, of which `cotangent` comes back; all have one shape.
@Sendable func reluPullback(x: Tensor<Double>, cotangent: Tensor<Double>) throws -> Tensor<Double> {
  // SOLUTION: choose for each element between the cotangent and 0
  try Tensor(shape: x.shape, scalars: zip(x.scalars, cotangent.scalars).map { $0 > 0 ? $1 : 0 })
  // END
}
