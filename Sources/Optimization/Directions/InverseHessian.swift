// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// An approximation of the inverse of a Hessian, built by BFGS updates in place.
struct InverseHessian: SearchDirections {
  private var matrix: Tensor<Double>
  /// Whether the approximation is still the identity, and so knows nothing of the objective's scale.
  private(set) var isFresh = true
  // The step s, the change of gradient y and H·y of an update.
  private var step: Tensor<Double>
  private var change: Tensor<Double>
  private var product: Tensor<Double>

  var hasNaturalLength: Bool { true }

  /// The identity.
  init(parameterCount n: Int) {
    matrix = .identity(n)
    step = .zeros([n])
    change = .zeros([n])
    product = .zeros([n])
  }

  /// Returns to the identity.
  mutating func reset() { self = InverseHessian(parameterCount: step.count) }

  /// `-H·g`. O(n²).
  func direction(at point: Point, into direction: inout Tensor<Double>) {
    Self.multiply(matrix, point.gradient, by: -1, into: &direction)
  }

  /// Makes `H·y = s` hold for the step *s* and the change of gradient *y* between two points. O(n²).
  ///
  /// Does nothing where `yᵀs` is too small, against `‖y‖‖s‖`, for `H` to stay positive definite.
  mutating func update(from start: Point, to end: Point) {
    step.set(end.parameters, plus: start.parameters, times: -1)
    change.set(end.gradient, plus: start.gradient, times: -1)
    let curvature = step.inner(change)
    guard curvature > 1e-10 * step.norm * change.norm, curvature.isFinite else { return }
    if isFresh {
      matrix.scale(by: curvature / change.inner(change))
      isFresh = false
    }
    // H ← H + ((1 + yᵀHy/yᵀs) s - Hy) sᵀ/yᵀs - s (Hy)ᵀ/yᵀs  (Nocedal and Wright, equation 6.17, expanded)
    Self.multiply(matrix, change, by: 1, into: &product)
    let growth = 1 + change.inner(product) / curvature
    let (step, product) = (step, product)
    let (s, p) = (step.scalars.span, product.scalars.span)
    matrix.withMutableScalars { h in
      var place = 0
      for i in s.indices {
        let (a, b) = ((growth * s[i] - p[i]) / curvature, s[i] / curvature)
        for j in s.indices {
          h[place] += a * s[j] - b * p[j]
          place += 1
        }
      }
    }
  }

  mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("matrix", &matrix)
    archive.exchange("isFresh", &isFresh)
  }

  /// Writes `factor·H·x` into `result`.
  private static func multiply(
    _ matrix: Tensor<Double>, _ x: Tensor<Double>, by factor: Double, into result: inout Tensor<Double>
  ) {
    let (h, x) = (matrix.scalars.span, x.scalars.span)
    result.withMutableScalars { y in
      var place = 0
      for i in y.indices {
        var sum = 0.0
        for j in x.indices {
          sum += h[place] * x[j]
          place += 1
        }
        y[i] = factor * sum
      }
    }
  }
}
