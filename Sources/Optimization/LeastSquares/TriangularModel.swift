// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Steps from the least-squares problem `[J; √λ D] p ≈ [-r; 0]` by QR factorisation.
///
/// The Jacobian, `[m, n]`, is factorised once, `J·P = Q·R`; a step works on `R`, in O(n³). It keeps about twice
/// the digits of the normal equations where columns of `J` are nearly dependent.
struct TriangularModel: LinearModel {
  let sumOfSquares: Double
  let gradient: Tensor<Double>
  let columnNorms: Tensor<Double>
  let isFinite: Bool
  /// `R·Pᵀ`, `[min(m, n), n]`: orthogonal transformations of the rows away from `J`.
  private let triangle: Tensor<Double>
  /// The part of `Qᵀr` that belongs to the rows of `triangle`.
  private let residuals: [Double]

  init(of function: some LeastSquaresFunction, at parameters: Tensor<Double>) throws {
    let (residuals, jacobian) = try function.residualsWithJacobian(at: parameters)
    let (m, n) = (function.residualCount, function.parameterCount)
    try OptimizationError.check(result: "residuals", residuals, is: [m])
    try OptimizationError.check(result: "a Jacobian", jacobian, is: [m, n])
    sumOfSquares = residuals.inner(residuals)
    var gradient = Tensor<Double>.zeros([n])
    try gradient.addProduct(
      of: jacobian.scalars.span, rows: m, columns: n, transposing: true, with: residuals.scalars.span)
    self.gradient = gradient
    columnNorms = jacobian.columnNorms
    isFinite = sumOfSquares.isFinite && jacobian.isFinite && gradient.isFinite && columnNorms.isFinite
    guard isFinite else {
      triangle = .zeros([0, n])
      self.residuals = []
      return
    }
    let factorization = try PivotedQR(jacobian)
    let rows = min(m, n)
    let r = factorization.r.scalars
    var triangle = Tensor<Double>.zeros([rows, n])
    triangle.withMutableScalars { t in
      for (column, original) in factorization.permutation.enumerated() {
        for i in 0..<min(column + 1, rows) { t[i * n + original] = r[i * n + column] }
      }
    }
    self.triangle = triangle
    self.residuals = Array(try factorization.applyTransposed(to: residuals).scalars.prefix(rows))
  }

  func step(damping: Double, scaling: Tensor<Double>) throws -> Tensor<Double>? {
    let (rows, n) = (triangle.shape[0], triangle.shape[1])
    let inverse = scaling.scalars.map { 1 / $0 }
    let (elements, root) = (triangle.scalars, damping.squareRoot())
    var stacked = Tensor<Double>.zeros([rows + n, n])
    stacked.withMutableScalars { a in
      for i in 0..<rows {
        for j in 0..<n { a[i * n + j] = elements[i * n + j] * inverse[j] }
      }
      for j in 0..<n { a[(rows + j) * n + j] = root }
    }
    let target = Tensor(residuals.map { -$0 } + Array(repeating: 0, count: n))
    return try PivotedQR(stacked).leastSquaresSolution(of: target).multiplied(by: Tensor(inverse))
  }
}
