// SPDX-License-Identifier: Apache-2.0

/// The symmetric matrix `a·aᵀ`, or `aᵀ·a` when transposing, at half the cost of a general product.
///
/// - Parameter a: `[n, k]`, or `[k, n]` when transposing.
/// - Returns: `[n, n]`, exactly symmetric.
/// - Throws: `ShapeError` when `a` is not a matrix.
/// - Complexity: O(*n*²·*k*).
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
public func symmetricProduct<Scalar: Real>(
  of a: Tensor<Scalar>, transposing: Bool = false
) throws(ShapeError) -> Tensor<Scalar> {
  let (rows, columns) = try a.shape.matrixExtents("symmetricProduct")
  let n = transposing ? columns : rows
  var product = Tensor<Scalar>.zeros([n, n])
  try product.addSymmetricProduct(of: a.scalars.span, rows: rows, columns: columns, transposing: transposing)
  try product.symmetrizeFromLowerTriangle()
  return product
}

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
          Scalar._syrk(transposing, n, k, 1, a, columns, 1, c, n)
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
            Scalar._gemv(transposing, rows, columns, 1, a, columns, x, 1, 1, y, 1)
          }
        }
      }
    }
  }

  /// Copies each element below the diagonal to its mirror place above it. O(*n*²) for `[n, n]`.
  ///
  /// - Throws: `ShapeError` when this is not a square matrix.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func symmetrizeFromLowerTriangle() throws(ShapeError) {
    let n = try shape.squareExtent("symmetrizeFromLowerTriangle")
    withMutableScalars { scalars in
      for i in 0..<n {
        for j in 0..<i { scalars[j * n + i] = scalars[i * n + j] }
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
