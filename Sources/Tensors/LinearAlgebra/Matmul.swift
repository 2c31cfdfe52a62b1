// SPDX-License-Identifier: Apache-2.0

/// The matrix product `a·b`, with the last two axes of either factor transposed on demand.
///
/// As in NumPy, a vector on the left is a row and one on the right a column, and that axis is missing in the
/// result; a vector is its own transpose. Axes before the last two broadcast, each pair of matrices giving a
/// product. An inner extent of 0 gives zeros.
///
/// - Parameters:
///   - a: `[..., m, k]`, or `[..., k, m]` when transposed, or `[k]`.
///   - b: `[..., k, n]`, or `[..., n, k]` when transposed, or `[k]`.
/// - Returns: `[..., m, n]`.
/// - Throws: `ShapeError` when a factor is a scalar, the inner extents differ, or the leading axes do not
///   broadcast.
/// - Complexity: O(*m*·*n*·*k*) for each product.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
public func matmul<Scalar: Real>(
  _ a: Tensor<Scalar>, _ b: Tensor<Scalar>, transposing: Transposition = []
) throws(ShapeError) -> Tensor<Scalar> {
  let product = try MatrixProductShape(a.shape, b.shape, transposing: transposing)
  var result = Tensor<Scalar>.zeros(product.result)
  guard result.count > 0, product.inner > 0 else { return result }
  let transposeA = transposing.contains(.left) && a.rank > 1
  let transposeB = transposing.contains(.right) && b.rank > 1
  a.scalars.withUnsafeBufferPointer { a in
    b.scalars.withUnsafeBufferPointer { b in
      result.withMutableScalars { span in
        span.withUnsafeMutableBufferPointer { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          let (m, n, k) = (product.rows, product.columns, product.inner)
          let stackedRows = m.multipliedReportingOverflow(by: product.batch.elementCount)
          if product.sharesRightFactor, !transposeA, !stackedRows.overflow,
            stackedRows.partialValue <= Int(Int32.max)
          {
            multiply(false, transposeB, stackedRows.partialValue, n, k, a, b, into: c)
            return
          }
          let offsets = zip(product.leftOffsets, product.rightOffsets)
          for (index, (left, right)) in offsets.enumerated() {
            multiply(transposeA, transposeB, m, n, k, a + left, b + right, into: c + index * m * n)
          }
        }
      }
    }
  }
  return result
}

/// `c = a·b` for contiguous matrices.
private func multiply<Scalar: Real>(
  _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Scalar>,
  _ b: UnsafePointer<Scalar>, into c: UnsafeMutablePointer<Scalar>
) {
  Scalar._product(
    transposeA, transposeB, m, n, k, a, transposeA ? m : k, b, transposeB ? k : n, nil, 0, 0, c, n)
}
