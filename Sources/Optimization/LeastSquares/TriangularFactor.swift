// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The triangle `R` of a Jacobian's QR factorisation and `Qᵀr`, built up block by block: memory O(n² + block).
///
/// A block is stacked under the triangle so far and factorised with it (sequential TSQR; Demmel, Grigori, Hoemmen
/// and Langou 2012, SIAM J. Sci. Comput. 34). The columns are kept in their own order.
struct TriangularFactor {
  /// The sum of the blocks' values.
  private(set) var value = 0.0
  /// `Jᵀr`, `[n]`.
  private(set) var gradient: Tensor<Double>
  /// `R·Pᵀ`, `[min(m, n), n]`.
  private(set) var triangle: Tensor<Double>
  /// The part of `Qᵀr` that belongs to the rows of `triangle`.
  private(set) var residuals: [Double] = []
  /// Whether every number seen was finite.
  private(set) var isFinite = true
  /// The norms of the columns of the Jacobian, `[n]`.
  private(set) var columnNorms: Tensor<Double>

  /// The factor of no row.
  init(parameterCount n: Int) {
    gradient = .zeros([n])
    columnNorms = .zeros([n])
    triangle = .zeros([0, n])
  }

  /// Adds the rows of a block. O(rows·n²).
  mutating func accumulate(_ block: ResidualBlock) throws {
    let (m, n) = (block.residuals.count, gradient.count)
    try OptimizationError.check(result: "residuals", block.residuals, is: [m])
    try OptimizationError.check(result: "a Jacobian", block.jacobian, is: [m, n])
    value += block.value
    try gradient.addProduct(
      of: block.jacobian.scalars.span, rows: m, columns: n, transposing: true,
      with: block.residuals.scalars.span)
    let norms = block.jacobian.columnNorms
    columnNorms = Tensor(zip(columnNorms.scalars, norms.scalars).map { Double.hypot($0, $1) })
    guard isFinite, block.residuals.isFinite, block.jacobian.isFinite else {
      isFinite = false
      return
    }
    let rows = residuals.count + m
    let stacked =
      residuals.isEmpty
      ? block.jacobian
      : try Tensor(shape: [rows, n], scalars: triangle.scalars + block.jacobian.scalars)
    guard stacked.isFinite else { return isFinite = false }
    let factorization = try PivotedQR(stacked)
    let height = min(rows, n)
    let r = factorization.r.scalars
    var triangle = Tensor<Double>.zeros([height, n])
    triangle.withMutableScalars { t in
      for (column, original) in factorization.permutation.enumerated() {
        for i in 0..<min(column + 1, height) { t[i * n + original] = r[i * n + column] }
      }
    }
    self.triangle = triangle
    let target = Tensor(residuals + block.residuals.scalars)
    residuals = Array(try factorization.applyTransposed(to: target).scalars.prefix(height))
  }
}
