// SPDX-License-Identifier: Apache-2.0

/// The Cholesky factorisation `a = L·Lᵀ` of a symmetric positive definite matrix.
///
/// Golub and Van Loan, *Matrix Computations*, 4th edition, section 4.2; LAPACK `potrf`.
public struct Cholesky<Scalar: Real>: Sendable {
  /// The factor `L`, `[n, n]`, zero above its diagonal, which is positive.
  public let lower: Tensor<Scalar>

  /// Factorises `a`, `[n, n]`, of which only the lower triangle is read. O(*n*³).
  ///
  /// - Throws: `LinearAlgebraError` when `a` is not a square matrix, not finite or not positive definite.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ a: Tensor<Scalar>) throws(LinearAlgebraError) {
    let order = try LinearAlgebraError.wrapping { () throws(ShapeError) in
      try a.shape.squareExtent("Cholesky")
    }
    var factor = a.lowerTriangle
    guard factor.isFinite else { throw .nonFinite(operation: "Cholesky", shape: a.shape) }
    var n = Int32(order)
    var leading = max(1, n)
    var info: Int32 = 0
    factor.withMutableScalars { span in
      span.withUnsafeMutableBufferPointer { buffer in
        guard let buffer = buffer.baseAddress else { return }
        // The lower triangle of row-major storage is the upper one of column-major storage.
        Scalar._potrf("U", &n, buffer, &leading, &info)
      }
    }
    guard info == 0 else { throw .notPositiveDefinite(pivot: Int(info) - 1, shape: a.shape) }
    // An overflow in a row reaches the row's diagonal element, as a sum of squares.
    guard (0..<order).allSatisfy({ factor.scalars[$0 * order + $0].isFinite }) else {
      throw .nonFinite(operation: "Cholesky", shape: a.shape)
    }
    lower = factor
  }

  /// The solution `x` of `a·x = b`, of the shape of `b`.
  ///
  /// - Parameter b: One right-hand side `[n]`, or *k* of them as columns, `[n, k]`.
  /// - Throws: `ShapeError` when `b` does not have `n` rows.
  /// - Complexity: O(*n*²·*k*).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func solution(of b: Tensor<Scalar>) throws(ShapeError) -> Tensor<Scalar> {
    let order = lower.shape[0]
    var columns = try RightHandSides(b, rows: order, operation: "Cholesky.solution", matrix: lower.shape)
    guard b.count > 0 else { return b }
    var n = Int32(order)
    var count = Int32(columns.count)
    var (leading, leadingB) = (n, n)
    var info: Int32 = 0
    Scalar._potrs("U", &n, &count, lower.scalars, &leading, &columns.scalars, &leadingB, &info)
    return columns.tensor
  }

  /// The natural logarithm of the determinant of `a`, finite also where the determinant overflows. O(*n*).
  public var logDeterminant: Scalar {
    let n = lower.shape[0]
    return 2 * (0..<n).reduce(0) { $0 + Scalar.log(lower.scalars[$1 * n + $1]) }
  }
}
