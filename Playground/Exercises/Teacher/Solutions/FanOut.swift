// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The gradient of `Σ (a·x + a²)` with `a = sin(x)`, by the vector `x`.
@Sendable func fanOut(x: Tensor<Double>) throws -> Tensor<Double> {
  // SOLUTION: the adjoint of a from its three uses, then that of x from its two
  let a = sin(x)
  let adjointOfA = x + a + a
  return adjointOfA * cos(x) + a
  // END
}
