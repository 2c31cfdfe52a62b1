// SPDX-License-Identifier: Apache-2.0

/// The solution `x` of `a·x = b`, or of `aᵀ·x = b` when transposing, for a triangular matrix, by substitution.
///
/// - Parameters:
///   - b: One right-hand side `[n]`, or *k* of them as columns, `[n, k]`.
///   - a: `[n, n]`, of which only one triangle is read.
///   - lower: Whether that is the lower triangle.
///   - transposing: Whether the transpose of that triangle is meant.
/// - Returns: `x`, of the shape of `b`.
/// - Throws: `LinearAlgebraError` when the shapes do not fit or an element of the diagonal is 0.
/// - Complexity: O(*n*²·*k*).
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
public func triangularSolution<Scalar: Real>(
  of b: Tensor<Scalar>, with a: Tensor<Scalar>, lower: Bool, transposing: Bool = false
) throws(LinearAlgebraError) -> Tensor<Scalar> {
  var columns = try LinearAlgebraError.wrapping { () throws(ShapeError) in
    let order = try a.shape.squareExtent("triangularSolution")
    return try RightHandSides(b, rows: order, operation: "triangularSolution", matrix: a.shape)
  }
  guard b.count > 0 else { return b }
  var n = Int32(columns.rows)
  var count = Int32(columns.count)
  var (leading, leadingB) = (n, n)
  var info: Int32 = 0
  // To LAPACK the row-major matrix is its transpose, with the triangles exchanged.
  Scalar._trtrs(
    lower ? "U" : "L", transposing ? "N" : "T", "N", &n, &count, a.scalars, &leading, &columns.scalars,
    &leadingB, &info)
  guard info == 0 else {
    throw .singular(operation: "triangularSolution", pivot: Int(info) - 1, shape: a.shape)
  }
  return columns.tensor
}
