// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension MatMul {
  /// One product for the whole batch wherever the samples share a factor; sums of elementwise products where they
  /// do not and an extent is 1 (a product with a vector, an outer product); otherwise a batched product.
  func batched(_ batch: Batch) -> Variable {
    let (a, b) = (batch.operands[0], batch.operands[1])
    let shapes = (batch.sampleShape(0), batch.sampleShape(1))
    guard shapes.0.rank == 2, shapes.1.rank == 2 else { return batch.withSamplesInFront() }
    let geometry = ProductGeometry(shapes.0, shapes.1, transposing)

    if geometry.inner == 1 || geometry.columns == 1 && batch.isBatched[0]
      || geometry.rows == 1 && batch.isBatched[1]
    {
      return sumOfProducts(batch, geometry)
    }
    if !batch.isBatched[0] {  // a·[b₁ b₂ ...]: the samples are further columns.
      let columns = exchanged(b, transposing.contains(.right)).reshaped(to: [
        geometry.inner, geometry.columns * batch.size,
      ])
      return product(a, columns, transposing.intersection(.left))
        .reshaped(to: [geometry.rows, geometry.columns, batch.size])
    }
    if !batch.isBatched[1] {  // bᵀ·a, row by row of a: the samples are the columns.
      let flag: Transposition = transposing.contains(.right) ? [] : .left
      return product(b, exchanged(a, transposing.contains(.left)), flag)
    }
    return batch.withSamplesInFront()
  }

  /// `Σₖ a[i, k]·b[k, j]` by broadcasting: a, `[rows, inner, 1, m]`, times b, `[1, inner, columns, m]`.
  private func sumOfProducts(_ batch: Batch, _ geometry: ProductGeometry) -> Variable {
    let samples = batch.isBatched.map { $0 ? [batch.size] : [1] }
    let a = exchanged(batch.aligned(0), transposing.contains(.left))
    let b = exchanged(batch.aligned(1), transposing.contains(.right))
    if geometry.inner == 1 {
      return a.reshaped(to: Shape([geometry.rows, 1] + samples[0]))
        * b.reshaped(to: Shape([1, geometry.columns] + samples[1]))
    }
    let terms =
      a.reshaped(to: Shape([geometry.rows, geometry.inner, 1] + samples[0]))
      * b.reshaped(to: Shape([1, geometry.inner, geometry.columns] + samples[1]))
    return sum(terms, along: 1)
  }

  /// The first two axes exchanged when `isTransposed`; free when one of them has extent 1.
  private func exchanged(_ x: Variable, _ isTransposed: Bool) -> Variable {
    guard isTransposed else { return x }
    var extents = x.shape.extents
    guard extents[0] != 1, extents[1] != 1 else {
      extents.swapAt(0, 1)
      return x.reshaped(to: Shape(extents))
    }
    return x.transposed([1, 0] + Array(2..<x.rank))
  }
}
