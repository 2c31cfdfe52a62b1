// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A product `c = op(a)·op(b)` of row-major matrices without gaps.
struct Product {
  /// Who computes it.
  enum Library: CaseIterable { case kernels, blas }

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

  func run<S: Real>(
    by library: Library, _ a: UnsafePointer<S>, _ b: UnsafePointer<S>, into c: UnsafeMutablePointer<S>
  ) {
    let (left, right) = (transposing.contains(.left), transposing.contains(.right))
    let (lda, ldb) = (left ? rows : inner, right ? inner : columns)
    switch library {
    case .kernels:
      S._product(left, right, rows, columns, inner, a, lda, b, ldb, nil, 0, 0, c, columns, threads: 1)
    case .blas:
      S._gemm(left, right, rows, columns, inner, 1, a, lda, b, ldb, 0, c, columns)
    }
  }
}
