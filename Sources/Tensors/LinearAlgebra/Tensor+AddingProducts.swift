// SPDX-License-Identifier: Apache-2.0

extension Tensor {
  /// Adds `a·aᵀ`, or `aᵀ·a` when transposing, to the lower triangle of this matrix (its diagonal included); the
  /// elements above the diagonal are neither read nor written.
  ///
  /// This matrix is `[rows, rows]`, or `[columns, columns]` when transposing. Several blocks can be added
  /// before one call of ``symmetrizeFromLowerTriangle()``.
  ///
  /// - Parameter a: A `[rows, columns]` matrix in row-major order.
  /// - Throws: `ShapeError` when this matrix, `a` and the extents do not fit.
  /// - Complexity: O(*n*²·*k*) for `[n, n]` and the other extent *k*.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func addSymmetricProduct(
    of a: Span<Scalar>, rows: Int, columns: Int, transposing: Bool = false
  ) throws(ShapeError) {
    try checkMatrix(a, rows, columns, operation: "addSymmetricProduct")
    let (n, k) = transposing ? (columns, rows) : (rows, columns)
    guard shape == [n, n] else {
      throw ShapeError(
        "addSymmetricProduct", [shape, [rows, columns]],
        "a sum of shape [\(n), \(n)] is needed"
          + (shape == [k, k] ? "; did you mean transposing: \(!transposing)?" : ""))
    }
    withMutableScalars { span in
      span.withUnsafeMutableBufferPointer { c in
        a.withUnsafeBufferPointer { a in
          guard let a = a.baseAddress, let c = c.baseAddress, n > 0, k > 0 else { return }
          Scalar._rankUpdate(transposing, n, k, a, columns, accumulate: true, c, n)
        }
      }
    }
  }

  /// Adds `a·x`, or `aᵀ·x` when transposing, to this vector.
  ///
  /// This vector is `[rows]` and `x` has `columns` elements; the other way round when transposing.
  ///
  /// - Parameter a: A `[rows, columns]` matrix in row-major order.
  /// - Throws: `ShapeError` when this vector, `a`, `x` and the extents do not fit.
  /// - Complexity: O(*rows*·*columns*).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func addProduct(
    of a: Span<Scalar>, rows: Int, columns: Int, transposing: Bool = false, with x: Span<Scalar>
  ) throws(ShapeError) {
    try checkMatrix(a, rows, columns, operation: "addProduct")
    let (n, k) = transposing ? (columns, rows) : (rows, columns)
    guard shape == [n], x.count == k else {
      throw ShapeError(
        "addProduct", [shape, [rows, columns], [x.count]],
        "a sum of shape [\(n)] and a vector of \(k) elements are needed"
          + (shape == [k] && x.count == n ? "; did you mean transposing: \(!transposing)?" : ""))
    }
    withMutableScalars { span in
      span.withUnsafeMutableBufferPointer { y in
        a.withUnsafeBufferPointer { a in
          x.withUnsafeBufferPointer { x in
            guard let a = a.baseAddress, let x = x.baseAddress, let y = y.baseAddress, rows > 0, columns > 0
            else { return }
            Scalar._product(transposing, false, n, 1, k, a, columns, x, 1, y, 1, 1, y, 1)
          }
        }
      }
    }
  }

  private func checkMatrix(
    _ a: Span<Scalar>, _ rows: Int, _ columns: Int, operation: String
  ) throws(ShapeError) {
    guard rows >= 0, columns >= 0, max(rows, columns) <= Int(Int32.max), a.count == rows * columns else {
      throw ShapeError(
        operation, [shape],
        "\(a.count) elements are given for a matrix of \(rows) rows and \(columns) columns")
    }
  }
}
