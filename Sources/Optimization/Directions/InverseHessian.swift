// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// An approximation of the inverse of a Hessian, built by BFGS updates.
struct InverseHessian: SearchDirections {
  private var matrix: Tensor<Double>
  /// Whether the approximation is still the identity, and so knows nothing of the objective's scale.
  private(set) var isFresh = true

  var hasNaturalLength: Bool { true }

  /// The identity.
  init(parameterCount n: Int) { matrix = .identity(n) }

  /// Returns to the identity.
  mutating func reset() { self = InverseHessian(parameterCount: matrix.shape[0]) }

  /// `-H·g`. O(n²).
  func direction(at point: Point) -> Tensor<Double> {
    product(with: point.gradient).scaled(by: -1)
  }

  /// Makes `H·y = s` hold for the step *s* and the change of gradient *y* between two points. O(n²).
  ///
  /// Does nothing where `yᵀs` is too small, against `‖y‖‖s‖`, for `H` to stay positive definite.
  mutating func update(from start: Point, to end: Point) {
    let n = matrix.shape[0]
    var (s, y) = (end.parameters, end.gradient)
    s.add(start.parameters, times: -1)
    y.add(start.gradient, times: -1)
    let curvature = s.inner(y)
    guard curvature > 1e-10 * s.norm * y.norm, curvature.isFinite else { return }
    if isFresh {
      let scale = curvature / y.inner(y)
      matrix = matrix.scaled(by: scale)
      isFresh = false
    }
    // H ← H + ((1 + yᵀHy/yᵀs) s - Hy) sᵀ/yᵀs - s (Hy)ᵀ/yᵀs  (Nocedal and Wright, equation 6.17, expanded)
    let hy = product(with: y)
    var left = s.scaled(by: 1 + y.inner(hy) / curvature)
    left.add(hy, times: -1)
    let (u, v, w) = (left.scalars, s.scalars, hy.scalars)
    matrix.withMutableScalars { h in
      for i in 0..<n {
        let (a, b) = (u[i] / curvature, v[i] / curvature)
        for j in 0..<n { h[i * n + j] += a * v[j] - b * w[j] }
      }
    }
  }

  private func product(with x: Tensor<Double>) -> Tensor<Double> {
    let n = matrix.shape[0]
    let (h, x) = (matrix.scalars.span, x.scalars.span)
    return Tensor(
      (0..<n).map { i in
        var sum = 0.0
        for j in 0..<n { sum += h[i * n + j] * x[j] }
        return sum
      })
  }
}
