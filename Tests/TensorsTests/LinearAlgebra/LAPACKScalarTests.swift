// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

/// The products as compiled programs call them: on parts of larger buffers, scaled and accumulating.
@Suite struct LAPACKScalarTests {
  /// The margin of each row in its buffer.
  static let margin = 2

  /// The elements of a matrix in a buffer of longer rows, whose margins hold `filler`.
  private func embedded<S: Real>(_ a: Tensor<S>, filler: S) -> [S] {
    (0..<a.shape[0]).flatMap { i in
      (0..<a.shape[1]).map { a.element(i, $0) } + Array(repeating: filler, count: Self.margin)
    }
  }

  @Test(
    "gemm scales, accumulates and stays within its rows", arguments: scalarTypes,
    [(1, 1, 1), (3, 4, 5), (5, 0, 3), (20, 30, 10)])
  func gemm(_ type: any Real.Type, _ extents: (m: Int, n: Int, k: Int)) throws {
    func check<S: Real>(_: S.Type) throws {
      let (m, n, k) = extents
      for (transposeA, transposeB, beta) in [
        (false, false, 0), (true, false, 1), (false, true, -0.5), (true, true, 0),
      ] as [(Bool, Bool, S)] {
        var draws = Draws(seed: m)
        let a: Tensor<S> = draws.tensor([m, k])
        let b: Tensor<S> = draws.tensor([k, n])
        // What is multiplied by 0 must not be read.
        let start: Tensor<S> = beta == 0 ? Tensor(repeating: .nan, shape: [m, n]) : draws.tensor([m, n])
        let product = a.naiveProduct(b)
        let expected: Tensor<S> = matrix(m, n) { i, j in
          2 * product.element(i, j) + (beta == 0 ? 0 : beta * start.element(i, j))
        }
        let storedA = transposeA ? a.mirrored() : a
        let storedB = transposeB ? b.mirrored() : b
        var c = embedded(start, filler: 7)
        S._gemm(
          transposeA, transposeB, m, n, k, 2, embedded(storedA, filler: .nan), storedA.shape[1] + Self.margin,
          embedded(storedB, filler: .nan), storedB.shape[1] + Self.margin, beta, &c, n + Self.margin)
        let stride = n + Self.margin
        let result: Tensor<S> = matrix(m, n) { i, j in c[i * stride + j] }
        // Sums of 2k + 1 numbers below 1, twice.
        #expect(result.distance(to: expected) <= S((2 * k + 1) * (2 * k + 1)) * S.ulpOfOne, "beta \(beta)")
        for i in 0..<m { #expect(c[i * stride + n] == 7 && c[i * stride + n + 1] == 7) }
      }
    }
    try check(type)
  }

  @Test("gemm without an inner extent only scales", arguments: scalarTypes)
  func gemmOfNothing(_ type: any Real.Type) throws {
    func check<S: Real>(_: S.Type) throws {
      let none: [S] = [.nan]
      for (beta, expected) in [(0, 0), (1, 3), (0.5, 1.5)] as [(S, S)] {
        var c: [S] = Array(repeating: 3, count: 30)
        S._gemm(false, false, 5, 6, 0, 1, none, 1, none, 6, beta, &c, 6)
        #expect(c == Array(repeating: expected, count: 30))
      }
    }
    try check(type)
  }

  @Test("syrk writes the lower triangle, over anything when beta is 0", arguments: scalarTypes)
  func syrk(_ type: any Real.Type) throws {
    func check<S: Real>(_: S.Type) throws {
      let (n, k) = (9, 4)
      var draws = Draws(seed: 1)
      let a: Tensor<S> = draws.tensor([n, k])
      let product = a.naiveProduct(a.mirrored())
      for transpose in [false, true] {
        let stored = transpose ? a.mirrored() : a
        var c = [S](repeating: .nan, count: n * n)
        S._syrk(transpose, n, k, 3, stored.scalars, stored.shape[1], 0, &c, n)
        for i in 0..<n {
          for j in 0..<n {
            if j > i {
              #expect(c[i * n + j].isNaN)
            } else {
              // Two sums of 4 numbers below 1, times 3.
              #expect((c[i * n + j] - 3 * product.element(i, j)).magnitude <= 48 * S.ulpOfOne)
            }
          }
        }
      }
    }
    try check(type)
  }
}
