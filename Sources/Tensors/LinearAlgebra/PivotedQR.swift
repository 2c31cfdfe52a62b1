// SPDX-License-Identifier: Apache-2.0

/// The QR factorisation with column pivoting, `a[:, permutation] = Q·R`: `Q` has orthonormal columns, `R` is
/// upper triangular with a diagonal whose magnitudes descend, which reveals the rank of `a`.
///
/// Golub and Van Loan, *Matrix Computations*, 4th edition, section 5.4.2; LAPACK `geqp3`.
public struct PivotedQR<Scalar: Real>: Sendable {
  /// Which column of `a` each column of `R` belongs to.
  public let permutation: [Int]

  /// The factor `R`, `[min(m, n), n]`, zero below its diagonal.
  public let r: Tensor<Scalar>

  /// The shape of the factorised matrix, `[m, n]`.
  public let shape: Shape

  /// The Householder vectors of `Q` below the diagonal, column-major, and their scales.
  private let reflectors: [Scalar]
  private let scales: [Scalar]

  /// Factorises `a`, `[m, n]`. O(*m*·*n*·min(*m*, *n*)).
  ///
  /// - Throws: `LinearAlgebraError` when `a` is not a matrix or not finite.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ a: Tensor<Scalar>) throws(LinearAlgebraError) {
    let (rows, columns) = try LinearAlgebraError.wrapping { () throws(ShapeError) in
      try a.shape.matrixExtents("PivotedQR")
    }
    // Among NaN the search for the next pivot may come back without an index.
    guard a.isFinite else { throw .nonFinite(operation: "PivotedQR", shape: a.shape) }
    var factors = transposed(a.scalars, rows: rows, columns: columns)
    var scales = [Scalar](repeating: 0, count: min(rows, columns))
    var pivots = [Int32](repeating: 0, count: columns)
    var m = Int32(rows)
    var n = Int32(columns)
    var leading = max(1, m)
    _ = withWorkspace(minimum: 3 * columns + 1) { work, size in
      var info: Int32 = 0
      Scalar._geqp3(&m, &n, &factors, &leading, &pivots, &scales, work, &size, &info)
      return info
    }
    let height = min(rows, columns)
    var r = Tensor<Scalar>.zeros([height, columns])
    r.withMutableScalars { r in
      for j in 0..<columns {
        for i in 0..<min(j + 1, height) { r[i * columns + j] = factors[j * rows + i] }
      }
    }
    guard r.isFinite else { throw .nonFinite(operation: "PivotedQR", shape: a.shape) }
    self.r = r
    self.scales = scales
    permutation = pivots.map { Int($0) - 1 }
    reflectors = factors
    shape = a.shape
  }

  /// Replaces the columns by their products with the square `Q`, or `Qᵀ` when transposing.
  func applyQ(transposing: Bool, to columns: inout RightHandSides<Scalar>) {
    guard !columns.scalars.isEmpty, !scales.isEmpty else { return }
    var m = Int32(columns.rows)
    var count = Int32(columns.count)
    var k = Int32(scales.count)
    var (leading, leadingB) = (m, m)
    _ = withWorkspace(minimum: columns.count) { work, size in
      var info: Int32 = 0
      Scalar._ormqr(
        "L", transposing ? "T" : "N", &m, &count, &k, reflectors, &leading, scales, &columns.scalars,
        &leadingB, work, &size, &info)
      return info
    }
  }

  /// The diagonal of `R`, `[min(m, n)]`, of descending magnitude and either sign.
  public var diagonal: Tensor<Scalar> {
    Tensor((0..<r.shape[0]).map { r.scalars[$0 * r.shape[1] + $0] })
  }
}
