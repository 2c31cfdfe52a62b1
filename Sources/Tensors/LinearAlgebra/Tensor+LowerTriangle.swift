// SPDX-License-Identifier: Apache-2.0

extension Tensor {
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

  /// A copy of this square matrix with zeros above the diagonal.
  var lowerTriangle: Tensor {
    var triangle = self
    let n = shape[0]
    triangle.withMutableScalars { scalars in
      for i in 0..<n {
        for j in i + 1..<n { scalars[i * n + j] = 0 }
      }
    }
    return triangle
  }
}
