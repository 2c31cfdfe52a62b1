// SPDX-License-Identifier: Apache-2.0
import COpenBLAS

/// Settings of the BLAS library under the linear algebra.
public enum BLAS {
  /// The number of threads that a product or factorisation may run on, at least 1, for the whole process.
  ///
  /// One thread is right for the small matrices of most models, where handing out work costs more than it
  /// saves; products of some hundred rows and columns gain from more.
  public static var threadCount: Int {
    get {
      prepare()
      return Int(openblas_get_num_threads())
    }
    set {
      prepare()
      openblas_set_num_threads(Int32(clamping: max(1, newValue)))
    }
  }

  /// What the library says of its version and build: `OpenBLAS 0.3.21 ... Haswell MAX_THREADS=64`.
  public static var configuration: String {
    prepare()
    return openblas_get_config().map { String(cString: $0) } ?? "unknown"
  }

  /// Runs once before any routine of the library; left alone, it takes all processors.
  @inline(__always) static func prepare() { _ = oneThread }

  private static let oneThread: Void = openblas_set_num_threads(1)
}

extension CBLAS_TRANSPOSE {
  @inline(__always) init(_ transpose: Bool) { self = transpose ? CblasTrans : CblasNoTrans }
}
