// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The extents of a matrix product over the last two axes of its factors, which are known to fit.
struct ProductGeometry {
  let rows: Int
  let inner: Int
  let columns: Int

  init(_ a: Shape, _ b: Shape, _ transposing: Transposition) {
    let left = Array(a.extents.suffix(2))
    let right = Array(b.extents.suffix(2))
    let (i, j) = transposing.contains(.left) ? (1, 0) : (0, 1)
    rows = left[i]
    inner = left[j]
    columns = right[transposing.contains(.right) ? 0 : 1]
  }
}
