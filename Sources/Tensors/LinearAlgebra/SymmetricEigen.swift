// SPDX-License-Identifier: Apache-2.0

/// The eigenvalues and eigenvectors of a symmetric matrix, `a = V·diag(λ)·Vᵀ` with orthogonal `V`.
///
/// Golub and Van Loan, *Matrix Computations*, 4th edition, section 8.3; LAPACK `syev`.
public struct SymmetricEigen<Scalar: Real>: Sendable {
  /// The eigenvalues, `[n]`, ascending.
  public let values: Tensor<Scalar>

  /// The eigenvectors as columns, `[n, n]`, orthonormal, in the order of `values`; their signs are arbitrary.
  public let vectors: Tensor<Scalar>

  /// Decomposes `a`, `[n, n]`, of which only the lower triangle is read. O(*n*³).
  ///
  /// - Throws: `LinearAlgebraError` when `a` is not a square matrix or not finite, or when the iteration does
  ///   not converge.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ a: Tensor<Scalar>) throws(LinearAlgebraError) {
    let order = try LinearAlgebraError.wrapping { () throws(ShapeError) in
      try a.shape.squareExtent("SymmetricEigen")
    }
    var columns = a.lowerTriangle.scalars
    // The iteration does not end on NaN.
    guard columns.allSatisfy(\.isFinite) else {
      throw .nonFinite(operation: "SymmetricEigen", shape: a.shape)
    }
    var values = [Scalar](repeating: 0, count: order)
    var n = Int32(order)
    var leading = max(1, n)
    let info = withWorkspace(minimum: max(1, 3 * order)) { work, size in
      var info: Int32 = 0
      // The lower triangle of row-major storage is the upper one of column-major storage.
      Scalar._syev("V", "U", &n, &columns, &leading, &values, work, &size, &info)
      return info
    }
    guard info == 0 else { throw .notConverged(operation: "SymmetricEigen", shape: a.shape) }
    self.values = Tensor(values)
    vectors = Tensor(unchecked: transposed(columns, rows: order, columns: order), shape: a.shape)
  }
}
