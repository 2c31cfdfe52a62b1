// SPDX-License-Identifier: Apache-2.0
import Tensors
import Testing

@Suite struct MatmulTests {
  static let extents = [
    (1, 1, 1), (5, 6, 1), (1, 6, 5), (1, 7, 1), (2, 3, 4), (17, 9, 33), (64, 65, 63), (3, 0, 2), (0, 3, 2),
    (2, 3, 0),
  ]
  static let transpositions: [Transposition] = [[], .left, .right, [.left, .right]]

  @Test(arguments: extents, transpositions)
  func matchesThreeLoops(_ extents: (m: Int, k: Int, n: Int), _ transposing: Transposition) throws {
    try check(Double.self, extents, transposing)
    try check(Float.self, extents, transposing)
  }

  func check<S: Real>(
    _: S.Type, _ extents: (m: Int, k: Int, n: Int), _ transposing: Transposition
  ) throws {
    let (m, k, n) = extents
    for seed in 0..<3 {
      var draws = Draws(seed: seed)
      let a: Tensor<S> = draws.tensor([m, k])
      let b: Tensor<S> = draws.tensor([k, n])
      let product = try matmul(
        transposing.contains(.left) ? a.mirrored() : a, transposing.contains(.right) ? b.mirrored() : b,
        transposing: transposing)
      // Each of the two sums of k products of numbers below 1 is off by k·k·eps/2 at most.
      #expect(product.distance(to: a.naiveProduct(b)) <= S(k * k) * S.ulpOfOne, "seed \(seed)")
    }
  }
}
