// SPDX-License-Identifier: Apache-2.0

extension PivotedQR {
  /// How many columns of `a` are linearly independent to within rounding: the number of diagonal elements of
  /// `R` with `|Rⱼⱼ| > tolerance·|R₁₁|`. O(min(*m*, *n*)).
  ///
  /// - Parameter tolerance: Relative to the largest diagonal element; without one, the rounding error of the
  ///   factorisation, the unit of least precision times the larger extent.
  public func rank(tolerance: Scalar? = nil) -> Int {
    let magnitudes = diagonal.scalars.map(\.magnitude)
    let relative = tolerance ?? Scalar.ulpOfOne * Scalar(max(shape[0], shape[1]))
    let threshold = relative * (magnitudes.first ?? 0)
    return magnitudes.firstIndex { !($0 > threshold) } ?? magnitudes.count
  }

  /// The ratio of the largest to the smallest diagonal element of `R`, infinite for a singular matrix.
  ///
  /// For *m* ≥ *n* it is a lower bound of the condition number of `a` in the 2-norm, and usually of its order of
  /// magnitude (Higham 1987, SIAM Review 29). O(min(*m*, *n*)).
  public var conditionEstimate: Scalar {
    let magnitudes = diagonal.scalars.map(\.magnitude)
    guard let largest = magnitudes.first, let smallest = magnitudes.last else { return 1 }
    return smallest > 0 ? largest / smallest : .infinity
  }

  /// A vector `x` that minimises `‖a·x - b‖`.
  ///
  /// Where the rank is less than *n*, only as many elements of `x` as the rank are other than 0, those of the
  /// first columns in `permutation` (the basic solution, not the one of least norm).
  ///
  /// - Parameters:
  ///   - b: One right-hand side `[m]`, or *k* of them as columns, `[m, k]`.
  ///   - tolerance: As in ``rank(tolerance:)``.
  /// - Returns: `[n]` or `[n, k]`.
  /// - Throws: `ShapeError` when `b` does not have `m` rows.
  /// - Complexity: O(*m*·*n*·*k*).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func leastSquaresSolution(of b: Tensor<Scalar>, tolerance: Scalar? = nil) throws(ShapeError)
    -> Tensor<Scalar>
  {
    var columns = try RightHandSides(
      b, rows: shape[0], operation: "PivotedQR.leastSquaresSolution", matrix: shape)
    applyQ(transposing: true, to: &columns)
    let width = shape[1]
    var x = Tensor<Scalar>.zeros(Shape([width] + b.shape.extents.dropFirst()))
    let rank = rank(tolerance: tolerance)
    guard rank > 0, columns.count > 0 else { return x }
    var order = Int32(rank)
    var count = Int32(columns.count)
    var leadingR = Int32(width)
    var leadingB = Int32(columns.rows)
    var info: Int32 = 0
    // Row-major R is its own transpose to LAPACK.
    Scalar._trtrs(
      "L", "T", "N", &order, &count, r.scalars, &leadingR, &columns.scalars, &leadingB, &info)
    x.withMutableScalars { x in
      for column in 0..<columns.count {
        for i in 0..<rank {
          x[permutation[i] * columns.count + column] = columns.scalars[column * columns.rows + i]
        }
      }
    }
    return x
  }

  /// `Qᵀ·b` for the square `Q`, `[m, m]`, of the shape of `b`; its first *n* rows are the right-hand side of
  /// the triangular system, the norm of the others is that of the least-squares residual.
  ///
  /// - Parameter b: A vector `[m]`, or *k* of them as columns, `[m, k]`.
  /// - Throws: `ShapeError` when `b` does not have `m` rows.
  /// - Complexity: O(*m*·*n*·*k*).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func applyTransposed(to b: Tensor<Scalar>) throws(ShapeError) -> Tensor<Scalar> {
    var columns = try RightHandSides(b, rows: shape[0], operation: "PivotedQR.applyTransposed", matrix: shape)
    applyQ(transposing: true, to: &columns)
    return columns.tensor
  }

  /// The first min(*m*, *n*) columns of `Q`, `[m, min(m, n)]`, which are orthonormal. O(*m*·*n*·min(*m*, *n*)).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func q() -> Tensor<Scalar> {
    let width = r.shape[0]
    var columns = RightHandSides<Scalar>(identity: shape[0], columns: width)
    applyQ(transposing: false, to: &columns)
    return columns.tensor
  }
}
