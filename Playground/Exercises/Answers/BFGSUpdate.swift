// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The next inverse Hessian of BFGS; `H` itself when `s·y` is not positive.
///
/// - Parameters:
///   - H: The inverse Hessian so far, `[n, n]`.
///   - s: The step that was taken, `[n]`.
///   - y: The change of the gradient over it, `[n]`.
@Sendable func bfgsUpdate(H: Tensor<Double>, s: Tensor<Double>, y: Tensor<Double>) throws -> Tensor<Double> {
  throw notYet("(I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ with ρ = 1/(s·y), when that is positive")
}
