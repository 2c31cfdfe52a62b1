// SPDX-License-Identifier: Apache-2.0

/// The BLAS and LAPACK routines of a scalar type. Its requirements are not for direct use.
///
/// Nothing is checked or allocated in them. The BLAS products take row-major matrices; every leading dimension
/// is at least 1 and no extent exceeds `Int32.max`. The LAPACK routines take column-major ones, in the
/// arguments of the Fortran interface (https://netlib.org/lapack/explore-html/).
public protocol LAPACKScalar {
  /// `c = alpha·a·b + beta·c`, with `a`, `b` or both transposed: `[m, k]·[k, n]` into `[m, n]`.
  ///
  /// `c` is overwritten unread when `beta` is 0. O(*m*·*n*·*k*).
  static func _gemm(
    _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int,
    _ alpha: Self, _ a: UnsafePointer<Self>, _ lda: Int, _ b: UnsafePointer<Self>, _ ldb: Int,
    _ beta: Self, _ c: UnsafeMutablePointer<Self>, _ ldc: Int)

  /// The lower triangle of `c = alpha·a·aᵀ + beta·c` with `a` `[n, k]`, or of `alpha·aᵀ·a + beta·c` with `a`
  /// `[k, n]`; the strictly upper triangle of `c` is left alone. O(*n*²·*k*).
  static func _syrk(
    _ transpose: Bool, _ n: Int, _ k: Int, _ alpha: Self, _ a: UnsafePointer<Self>, _ lda: Int,
    _ beta: Self, _ c: UnsafeMutablePointer<Self>, _ ldc: Int)

  /// `b = a⁻¹·b`, or `a⁻ᵀ·b` when transposing, for a triangular `[m, m]` matrix and `b` of `[m, n]`.
  ///
  /// The other triangle of `a` is not read, nor its diagonal when that is said to be 1. O(*m*²·*n*).
  static func _trsm(
    _ lower: Bool, _ transpose: Bool, _ unitDiagonal: Bool, _ m: Int, _ n: Int, _ a: UnsafePointer<Self>,
    _ lda: Int, _ b: UnsafeMutablePointer<Self>, _ ldb: Int)

  /// LU factorisation with row exchanges.
  static func _getrf(
    _ m: UnsafePointer<Int32>, _ n: UnsafePointer<Int32>, _ a: UnsafeMutablePointer<Self>,
    _ lda: UnsafePointer<Int32>, _ ipiv: UnsafeMutablePointer<Int32>, _ info: UnsafeMutablePointer<Int32>)

  /// Cholesky factorisation.
  static func _potrf(
    _ uplo: UnsafePointer<CChar>, _ n: UnsafePointer<Int32>, _ a: UnsafeMutablePointer<Self>,
    _ lda: UnsafePointer<Int32>, _ info: UnsafeMutablePointer<Int32>)

  /// Solves with a Cholesky factor.
  static func _potrs(
    _ uplo: UnsafePointer<CChar>, _ n: UnsafePointer<Int32>, _ nrhs: UnsafePointer<Int32>,
    _ a: UnsafePointer<Self>, _ lda: UnsafePointer<Int32>, _ b: UnsafeMutablePointer<Self>,
    _ ldb: UnsafePointer<Int32>, _ info: UnsafeMutablePointer<Int32>)

  /// Solves with a triangular matrix.
  static func _trtrs(
    _ uplo: UnsafePointer<CChar>, _ trans: UnsafePointer<CChar>, _ diag: UnsafePointer<CChar>,
    _ n: UnsafePointer<Int32>, _ nrhs: UnsafePointer<Int32>, _ a: UnsafePointer<Self>,
    _ lda: UnsafePointer<Int32>, _ b: UnsafeMutablePointer<Self>, _ ldb: UnsafePointer<Int32>,
    _ info: UnsafeMutablePointer<Int32>)

  /// QR factorisation with column pivoting.
  static func _geqp3(
    _ m: UnsafePointer<Int32>, _ n: UnsafePointer<Int32>, _ a: UnsafeMutablePointer<Self>,
    _ lda: UnsafePointer<Int32>, _ jpvt: UnsafeMutablePointer<Int32>, _ tau: UnsafeMutablePointer<Self>,
    _ work: UnsafeMutablePointer<Self>, _ lwork: UnsafePointer<Int32>, _ info: UnsafeMutablePointer<Int32>)

  /// Products with the orthogonal factor of a QR factorisation.
  static func _ormqr(
    _ side: UnsafePointer<CChar>, _ trans: UnsafePointer<CChar>, _ m: UnsafePointer<Int32>,
    _ n: UnsafePointer<Int32>, _ k: UnsafePointer<Int32>, _ a: UnsafePointer<Self>,
    _ lda: UnsafePointer<Int32>, _ tau: UnsafePointer<Self>, _ c: UnsafeMutablePointer<Self>,
    _ ldc: UnsafePointer<Int32>, _ work: UnsafeMutablePointer<Self>, _ lwork: UnsafePointer<Int32>,
    _ info: UnsafeMutablePointer<Int32>)

  /// Eigenvalues and eigenvectors of a symmetric matrix.
  static func _syev(
    _ jobz: UnsafePointer<CChar>, _ uplo: UnsafePointer<CChar>, _ n: UnsafePointer<Int32>,
    _ a: UnsafeMutablePointer<Self>, _ lda: UnsafePointer<Int32>, _ w: UnsafeMutablePointer<Self>,
    _ work: UnsafeMutablePointer<Self>, _ lwork: UnsafePointer<Int32>, _ info: UnsafeMutablePointer<Int32>)
}
