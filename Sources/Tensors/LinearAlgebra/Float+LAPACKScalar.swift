// SPDX-License-Identifier: Apache-2.0
import COpenBLAS

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
// The requirements are documented.
extension Float: LAPACKScalar {
  public static func _gemm(
    _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int,
    _ alpha: Float, _ a: UnsafePointer<Float>, _ lda: Int, _ b: UnsafePointer<Float>, _ ldb: Int,
    _ beta: Float, _ c: UnsafeMutablePointer<Float>, _ ldc: Int
  ) {
    BLAS.prepare()
    cblas_sgemm(
      CblasRowMajor, .init(transposeA), .init(transposeB), Int32(m), Int32(n), Int32(k), alpha, a, Int32(lda),
      b, Int32(ldb), beta, c, Int32(ldc))
  }

  public static func _syrk(
    _ transpose: Bool, _ n: Int, _ k: Int, _ alpha: Float, _ a: UnsafePointer<Float>, _ lda: Int,
    _ beta: Float, _ c: UnsafeMutablePointer<Float>, _ ldc: Int
  ) {
    BLAS.prepare()
    cblas_ssyrk(
      CblasRowMajor, CblasLower, .init(transpose), Int32(n), Int32(k), alpha, a, Int32(lda), beta, c,
      Int32(ldc))
  }

  public static func _trsm(
    _ lower: Bool, _ transpose: Bool, _ unitDiagonal: Bool, _ m: Int, _ n: Int, _ a: UnsafePointer<Float>,
    _ lda: Int, _ b: UnsafeMutablePointer<Float>, _ ldb: Int
  ) {
    BLAS.prepare()
    cblas_strsm(
      CblasRowMajor, CblasLeft, lower ? CblasLower : CblasUpper, .init(transpose),
      unitDiagonal ? CblasUnit : CblasNonUnit, Int32(m), Int32(n), 1, a, Int32(lda), b, Int32(ldb))
  }

  public static func _getrf(
    _ m: UnsafePointer<Int32>, _ n: UnsafePointer<Int32>, _ a: UnsafeMutablePointer<Float>,
    _ lda: UnsafePointer<Int32>, _ ipiv: UnsafeMutablePointer<Int32>, _ info: UnsafeMutablePointer<Int32>
  ) {
    BLAS.prepare()
    sgetrf_(m, n, a, lda, ipiv, info)
  }

  public static func _potrf(
    _ uplo: UnsafePointer<CChar>, _ n: UnsafePointer<Int32>, _ a: UnsafeMutablePointer<Float>,
    _ lda: UnsafePointer<Int32>, _ info: UnsafeMutablePointer<Int32>
  ) {
    BLAS.prepare()
    spotrf_(uplo, n, a, lda, info)
  }

  public static func _potrs(
    _ uplo: UnsafePointer<CChar>, _ n: UnsafePointer<Int32>, _ nrhs: UnsafePointer<Int32>,
    _ a: UnsafePointer<Float>, _ lda: UnsafePointer<Int32>, _ b: UnsafeMutablePointer<Float>,
    _ ldb: UnsafePointer<Int32>, _ info: UnsafeMutablePointer<Int32>
  ) {
    BLAS.prepare()
    spotrs_(uplo, n, nrhs, a, lda, b, ldb, info)
  }

  public static func _trtrs(
    _ uplo: UnsafePointer<CChar>, _ trans: UnsafePointer<CChar>, _ diag: UnsafePointer<CChar>,
    _ n: UnsafePointer<Int32>, _ nrhs: UnsafePointer<Int32>, _ a: UnsafePointer<Float>,
    _ lda: UnsafePointer<Int32>, _ b: UnsafeMutablePointer<Float>, _ ldb: UnsafePointer<Int32>,
    _ info: UnsafeMutablePointer<Int32>
  ) {
    BLAS.prepare()
    strtrs_(uplo, trans, diag, n, nrhs, a, lda, b, ldb, info)
  }

  public static func _geqp3(
    _ m: UnsafePointer<Int32>, _ n: UnsafePointer<Int32>, _ a: UnsafeMutablePointer<Float>,
    _ lda: UnsafePointer<Int32>, _ jpvt: UnsafeMutablePointer<Int32>, _ tau: UnsafeMutablePointer<Float>,
    _ work: UnsafeMutablePointer<Float>, _ lwork: UnsafePointer<Int32>, _ info: UnsafeMutablePointer<Int32>
  ) {
    BLAS.prepare()
    sgeqp3_(m, n, a, lda, jpvt, tau, work, lwork, info)
  }

  public static func _ormqr(
    _ side: UnsafePointer<CChar>, _ trans: UnsafePointer<CChar>, _ m: UnsafePointer<Int32>,
    _ n: UnsafePointer<Int32>, _ k: UnsafePointer<Int32>, _ a: UnsafePointer<Float>,
    _ lda: UnsafePointer<Int32>, _ tau: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>,
    _ ldc: UnsafePointer<Int32>, _ work: UnsafeMutablePointer<Float>, _ lwork: UnsafePointer<Int32>,
    _ info: UnsafeMutablePointer<Int32>
  ) {
    BLAS.prepare()
    sormqr_(side, trans, m, n, k, a, lda, tau, c, ldc, work, lwork, info)
  }

  public static func _syev(
    _ jobz: UnsafePointer<CChar>, _ uplo: UnsafePointer<CChar>, _ n: UnsafePointer<Int32>,
    _ a: UnsafeMutablePointer<Float>, _ lda: UnsafePointer<Int32>, _ w: UnsafeMutablePointer<Float>,
    _ work: UnsafeMutablePointer<Float>, _ lwork: UnsafePointer<Int32>, _ info: UnsafeMutablePointer<Int32>
  ) {
    BLAS.prepare()
    ssyev_(jobz, uplo, n, a, lda, w, work, lwork, info)
  }
}
