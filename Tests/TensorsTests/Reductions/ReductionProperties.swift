// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct ReductionProperties {
  private func reductionsEqualTheOracle<S: Real>(_ type: S.Type, seed: Int) throws {
    var arbitrary = Arbitrary(seed: seed)
    let x = arbitrary.tensor(arbitrary.shape(), of: type)
    let reduced = x.shape.extents.indices.filter { _ in arbitrary.random.integer(below: 2) == 0 }
    let axes = Axes.some(reduced.map { arbitrary.random.integer(below: 2) == 0 ? $0 : $0 - x.rank })
    let kept = Shape(x.shape.extents.enumerated().map { reduced.contains($0.offset) ? 1 : $0.element })
    let comment: Comment = "seed \(seed): \(x.shape) along \(reduced)"

    // The elements that meet at each index of the result.
    var groups = Array(repeating: [S](), count: kept.elementCount)
    for index in indices(of: x.shape) {
      let target = zip(index.enumerated().map { reduced.contains($0.offset) ? 0 : $0.element }, kept.strides)
      groups[target.reduce(0) { $0 + $1.0 * $1.1 }].append(x.element(index))
    }
    let sums = try sum(x, along: axes, keepingAxes: true)
    #expect(sums.shape == kept, comment)
    for (result, group) in zip(sums.scalars, groups) {
      let exact = group.reduce(0) { $0 + Double($1) }
      let scale = group.reduce(0) { $0 + Double($1.magnitude) }
      #expect(abs(Double(result) - exact) <= Double(S.ulpOfOne) * 4 * scale, comment)
    }
    let dropped = try sum(x, along: axes)
    #expect(
      dropped.shape.extents == x.shape.extents.indices.filter { !reduced.contains($0) }.map { x.shape[$0] })
    #expect(dropped.scalars == sums.scalars, comment)
    if x.count > 0 {
      #expect(try mean(x, along: axes) == dropped / S(x.count / dropped.count), comment)
      #expect(try max(x, along: axes).scalars == groups.map { $0.max() }, comment)
      #expect(try min(x, along: axes, keepingAxes: true).scalars == groups.map { $0.min() }, comment)
    }
    if x.count > 0, reduced.count == 1 {
      let positions = try argmax(x, along: reduced[0])
      #expect(positions == groups.map { group in group.firstIndex { $0 == group.max() } }, comment)
    }
  }

  @Test(arguments: 0..<200) func reductions(seed: Int) throws {
    try reductionsEqualTheOracle(Double.self, seed: seed)
    try reductionsEqualTheOracle(Float.self, seed: seed)
  }

  /// Lengths around the boundaries of lanes, blocks and halves.
  @Test(arguments: [1, 7, 8, 9, 31, 32, 33, 63, 65, 255, 256, 257, 263, 511, 513, 1000, 4099])
  func longRuns(count: Int) throws {
    var arbitrary = Arbitrary(seed: count)
    // Whole numbers: every order of summation is exact.
    let x = arbitrary.tensor([count, 3]).map { ($0 * 1000).rounded() }
    let total = x.scalars.reduce(0, +)
    #expect(sum(x) == total)
    #expect(try sum(sum(x, along: 0)) == total)
    #expect(try sum(sum(x, along: 1)) == total)
    #expect(try sum(x.transposed(), along: 1) == sum(x, along: 0))
    let positions = try argmax(x, along: 0)
    #expect(try max(x, along: 0) == Tensor((0..<3).map { x[positions[$0], $0] }))
    #expect(try max(x) == x.scalars.max())
  }
}
