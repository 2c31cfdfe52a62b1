// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A product `c = op(a)·op(b)` of row-major matrices without gaps.
struct Product {
  let rows: Int
  let columns: Int
  let inner: Int
  let transposing: Transposition

  /// `[rows, inner]·[inner, columns]`, the factors stored transposed where `transposing` says so.
  init(_ rows: Int, _ columns: Int, inner: Int, transposing: Transposition = []) {
    self.rows = rows
    self.columns = columns
    self.inner = inner
    self.transposing = transposing
  }

  /// By BLAS.
  func run<S: Real>(
    _ a: UnsafePointer<S>, _ b: UnsafePointer<S>, into c: UnsafeMutablePointer<S>, adding: Bool = false
  ) {
    let (left, right) = (transposing.contains(.left), transposing.contains(.right))
    S._gemm(
      left, right, rows, columns, inner, 1, a, left ? rows : inner, b, right ? inner : columns,
      adding ? 1 : 0, c,
      columns)
  }
}
