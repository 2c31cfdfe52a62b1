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
