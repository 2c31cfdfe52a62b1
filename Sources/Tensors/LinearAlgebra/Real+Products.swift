// SPDX-License-Identifier: Apache-2.0
internal import CKernels

/// `product_kernel` of CKernels.
package typealias ProductKernel =
  @convention(c) (
    Bool, Bool, Int, Int, Int, UnsafeRawPointer, Int, UnsafeRawPointer, Int, UnsafeRawPointer?, Int, Int,
    UnsafeMutableRawPointer, Int
  ) -> Void

extension Real {
  /// The kernel, when `_product` would call it at once for so many multiplications; to be looked up once for a product
  /// that is computed often.
  package static func _productKernel(operations: Int, level: Processor.Level = Processor.level)
    -> ProductKernel?
  {
    if _prefersBLAS(level, operations: operations) || operations >= 2 * ThreadSplit.leastOperations {
      return nil
    }
    return kernel_product(level.counterpart, _scalarType)
  }

  /// `c = addend + a·b`, with `a`, `b` or both transposed: `[m, k]·[k, n]` into `[m, n]`.
  ///
  /// The addend is read at `i * addendRowStep + j * addendColumnStep`, where steps may be 0; it may be `c` itself, with
  /// the steps `ldc` and 1. Nothing is checked; leading dimensions are at least 1. O(*m*·*n*·*k*).
  ///
  /// A large product is split over threads, with the same result to the bit: in our kernels an
  /// element's sum depends neither on the rows around it nor on the columns.
  @specialized(where Self == Double)
  @specialized(where Self == Float)
  package static func _product(
    _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Self>,
    _ lda: Int,
    _ b: UnsafePointer<Self>, _ ldb: Int, _ addend: UnsafePointer<Self>?, _ addendRowStep: Int,
    _ addendColumnStep: Int, _ c: UnsafeMutablePointer<Self>, _ ldc: Int,
    level: Processor.Level = Processor.level, threads: Int = Processor.threadCount
  ) {
    if _prefersBLAS(level, operations: m * n * k) {
      if let addend {
        if addend != UnsafePointer(c) || addendRowStep != ldc || addendColumnStep != 1 {
          for i in 0..<m {
            for j in 0..<n { c[i * ldc + j] = addend[i * addendRowStep + j * addendColumnStep] }
          }
        }
      }
      _gemm(transposeA, transposeB, m, n, k, 1, a, lda, b, ldb, addend == nil ? 0 : 1, c, ldc)
      return
    }
    let kernel = kernel_product(level.counterpart, _scalarType)
    let split = ThreadSplit(max(m, n), alignment: m >= n ? 16 : 48, operations: m * n * k, threads: threads)
    guard split.parts > 1 else {
      kernel(transposeA, transposeB, m, n, k, a, lda, b, ldb, addend, addendRowStep, addendColumnStep, c, ldc)
      return
    }
    nonisolated(unsafe) let (a, b, addend, c) = (a, b, addend, c)
    split.concurrently { range in
      if m >= n {
        let i = range.lowerBound
        kernel(
          transposeA, transposeB, range.count, n, k, a + (transposeA ? i : i * lda), lda, b, ldb,
          addend.map { $0 + i * addendRowStep }, addendRowStep, addendColumnStep, c + i * ldc, ldc)
      } else {
        let j = range.lowerBound
        kernel(
          transposeA, transposeB, m, range.count, k, a, lda, b + (transposeB ? j * ldb : j), ldb,
          addend.map { $0 + j * addendColumnStep }, addendRowStep, addendColumnStep, c + j, ldc)
      }
    }
  }

  /// The lower triangle of `c = a·aᵀ` for `a` of `[n, k]`, or of `c = aᵀ·a` for `a` of `[k, n]` when transposing, added
  /// to what `c` holds when accumulating; the elements above the diagonal are neither read nor written. Nothing is
  /// checked. O(*n*²·*k*).
  @specialized(where Self == Double)
  @specialized(where Self == Float)
  package static func _rankUpdate(
    _ transpose: Bool, _ n: Int, _ k: Int, _ a: UnsafePointer<Self>, _ lda: Int, accumulate: Bool,
    _ c: UnsafeMutablePointer<Self>, _ ldc: Int, level: Processor.Level = Processor.level
  ) {
    if _prefersBLAS(level, operations: n * n * k / 2) {
      _syrk(transpose, n, k, 1, a, lda, accumulate ? 1 : 0, c, ldc)
    } else {
      kernel_rank_update(level.counterpart, _scalarType)(transpose, n, k, a, lda, accumulate, c, ldc)
    }
  }

  /// Our kernels measure faster than OpenBLAS's where they use the same instructions. OpenBLAS chooses its own for the
  /// processor, though, and wins with better ones when there is enough to do.
  @inline(__always) private static func _prefersBLAS(_ level: Processor.Level, operations: Int) -> Bool {
    level == .baseline && operations > 32_768
  }
}
