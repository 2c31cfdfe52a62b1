internal import Tensors
extension Real {
  static func _product(
    _ ta: Bool, _ tb: Bool, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Self>, _ lda: Int,
    _ b: UnsafePointer<Self>, _ ldb: Int, _ addend: UnsafePointer<Self>?, _ rs: Int, _ cs: Int,
    _ c: UnsafeMutablePointer<Self>, _ ldc: Int
  ) {
    for i in 0..<m { for j in 0..<n { c[i * ldc + j] = addend.map { $0[i * rs + j * cs] } ?? 0 } }
    if k > 0 { _gemm(ta, tb, m, n, k, 1, a, lda, b, ldb, 1, c, ldc) }
  }
}
