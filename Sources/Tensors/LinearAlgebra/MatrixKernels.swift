// SPDX-License-Identifier: Apache-2.0

/// Factorisations of row-major `[n, n]` matrices, and solutions with them in place, for callers with memory of
/// their own: nothing is checked or allocated.
///
/// An LU factorisation is packed into `[n + 1, n]`. LAPACK reads a row-major matrix as its transpose, and factorises
/// that with row exchanges: of `a = L·U·Pᵀ` the first n rows hold `L` with its diagonal, and above it `U`, whose
/// diagonal is 1. The last row holds the exchanges: `P = P₀·P₁···`, where `Pᵢ` exchanges row i and the row named at i.
package enum MatrixKernels {
  /// Factorises `a`, which must be finite. O(*n*³).
  ///
  /// - Returns: The first row whose pivot is 0; `nil` when there is none and the factors are good to solve with.
  @specialized(where S == Double)
  @specialized(where S == Float)
  package static func factorizeLU<S: Real>(
    _ a: UnsafePointer<S>, _ n: Int, into packed: UnsafeMutablePointer<S>
  ) -> Int? {
    packed.update(from: a, count: n * n)
    // The exchanges are returned as 32-bit integers, which fit into the row where they are to be numbers.
    let row = packed + n * n
    let exchanges = UnsafeMutableRawPointer(row)
    exchanges.initializeMemory(as: Int32.self, repeating: 1, count: n)
    var order = Int32(n)
    var leading = max(1, order)
    var info: Int32 = 0
    S._getrf(&order, &order, packed, &leading, exchanges.assumingMemoryBound(to: Int32.self), &info)
    // From the last on: a number takes at least the room of its integer, and none that lies before it.
    for i in (0..<n).reversed() {
      let exchange = exchanges.load(fromByteOffset: i * MemoryLayout<Int32>.stride, as: Int32.self)
      exchanges.storeBytes(of: S(exchange - 1), toByteOffset: i * MemoryLayout<S>.stride, as: S.self)
    }
    exchanges.bindMemory(to: S.self, capacity: n)
    return info > 0 ? Int(info) - 1 : nil
  }

  /// Writes the factors of no matrix: solutions with them, and the determinant, are NaN. O(*n*²).
  package static func writeNoFactors<S: Real>(_ n: Int, into packed: UnsafeMutablePointer<S>) {
    packed.update(repeating: .nan, count: n * n)
    // The exchanges are read as integers.
    for i in 0..<n { packed[n * n + i] = S(i) }
  }

  /// Replaces `x`, `[n, columns]`, by `a⁻¹·x`, or by `a⁻ᵀ·x` when transposing. O(*n*²·*columns*).
  @specialized(where S == Double)
  @specialized(where S == Float)
  package static func solve<S: Real>(
    _ packed: UnsafePointer<S>, _ n: Int, _ x: UnsafeMutablePointer<S>, columns: Int, transposing: Bool
  ) {
    func exchange(_ i: Int) {
      let other = Int(packed[n * n + i])
      guard other != i else { return }
      for j in 0..<columns { swap(&x[i * columns + j], &x[other * columns + j]) }
    }
    func substitute(lower: Bool) {
      S._trsm(lower, transposing, !lower, n, columns, packed, max(1, n), x, max(1, columns))
    }
    if transposing {
      for i in 0..<n { exchange(i) }
      substitute(lower: false)
      substitute(lower: true)
    } else {
      substitute(lower: true)
      substitute(lower: false)
      for i in (0..<n).reversed() { exchange(i) }
    }
  }

  /// The logarithm of the magnitude of the determinant, from a packed LU factorisation. O(*n*).
  @specialized(where S == Double)
  @specialized(where S == Float)
  package static func logDeterminant<S: Real>(_ packed: UnsafePointer<S>, _ n: Int) -> S {
    (0..<n).reduce(0) { $0 + S.log(packed[$1 * n + $1].magnitude) }
  }

  /// Writes the factor `L` of the symmetric part of `a`, which is `L·Lᵀ`, with zeros above its diagonal. O(*n*³).
  ///
  /// - Returns: Whether the symmetric part is positive definite and finite; if not, what was written means nothing.
  @specialized(where S == Double)
  @specialized(where S == Float)
  package static func factorizeCholesky<S: Real>(
    _ a: UnsafePointer<S>, _ n: Int, into lower: UnsafeMutablePointer<S>
  ) -> Bool {
    for i in 0..<n {
      for j in 0...i { lower[i * n + j] = (a[i * n + j] + a[j * n + i]) / 2 }
      (lower + i * n + i + 1).update(repeating: 0, count: n - i - 1)
    }
    var order = Int32(n)
    var leading = max(1, order)
    var info: Int32 = 0
    // The lower triangle of row-major storage is the upper one of column-major storage.
    S._potrf("U", &order, lower, &leading, &info)
    // What is not finite in a row reaches the row's diagonal element, as a sum of squares.
    return info == 0 && (0..<n).allSatisfy { lower[$0 * n + $0].isFinite }
  }

  /// Replaces `x`, `[n, columns]`, by the solution with one triangle of `a`, or with its transpose; the other triangle
  /// is not read. O(*n*²·*columns*).
  ///
  /// - Returns: Whether the triangle is regular; if not, `x` is as it was.
  @specialized(where S == Double)
  @specialized(where S == Float)
  package static func substitute<S: Real>(
    _ a: UnsafePointer<S>, _ n: Int, lower: Bool, transposing: Bool, unitDiagonal: Bool,
    _ x: UnsafeMutablePointer<S>, columns: Int
  ) -> Bool {
    guard unitDiagonal || (0..<n).allSatisfy({ a[$0 * n + $0] != 0 }) else { return false }
    S._trsm(lower, transposing, unitDiagonal, n, columns, a, max(1, n), x, max(1, columns))
    return true
  }
}
