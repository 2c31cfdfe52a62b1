// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct RearrangingProperties {
  @Test(arguments: 0..<200) func transposesEqualTheOracle(seed: Int) throws {
    var arbitrary = Arbitrary(seed: seed)
    let x = arbitrary.tensor(arbitrary.shape(), of: Float.self)
    let permutation = arbitrary.random.permutation(of: x.rank)
    let y = try x.transposed(permutation)
    let oracle = try Tensor(shape: Shape(permutation.map { x.shape[$0] })) { index in
      var source = index
      for (i, axis) in permutation.enumerated() { source[axis] = index[i] }
      return x.element(source)
    }
    #expect(y == oracle, "seed \(seed): \(x.shape) by \(permutation)")
    #expect(
      try y.transposed(permutation.indices.map { permutation.firstIndex(of: $0) ?? 0 }) == x, "seed \(seed)")
    #expect(x.transposed().transposed() == x, "seed \(seed)")
    #expect(try x.flattened().reshaped(to: x.shape) == x, "seed \(seed)")
  }

  @Test(arguments: 0..<200) func joinedTensorsComeApartAgain(seed: Int) throws {
    var arbitrary = Arbitrary(seed: seed)
    let shape = arbitrary.shape(rank: 2)
    let (first, second) = (arbitrary.tensor(shape), arbitrary.tensor(shape))
    let m = shape[0]
    let n = shape[1]
    #expect(try concatenate([first, second])[..<m] == first, "seed \(seed)")
    #expect(try concatenate([first, second], along: 1)[0..., n...] == second, "seed \(seed)")
    #expect(try stack([first, second])[1, 0...] == second, "seed \(seed)")
    #expect(try stack([first, second], along: 1)[0..., 0] == first, "seed \(seed)")
    #expect(try stack([first, second], along: -1)[0..., 0..., 1] == second, "seed \(seed)")
  }
}
