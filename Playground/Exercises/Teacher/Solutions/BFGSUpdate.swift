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
  // SOLUTION: (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ with ρ = 1/(s·y), when that is positive
  let column = try s.reshaped(to: [s.count, 1])
  let curvature = sum(s * y)
  guard curvature > 0 else { return H }
  let left = Tensor.identity(s.count) - (try column * y.reshaped(to: [1, y.count])) / curvature
  return try matmul(matmul(left, H), left.transposed()) + column * column.transposed() / curvature
  // END
}
