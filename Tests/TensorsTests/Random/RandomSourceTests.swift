// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct RandomSourceTests {
  static let sources: [any RandomSource] = [Xoshiro256(seed: 11), RandomState(seed: 11)]

  private func momentsAreNormal(_ source: some RandomSource) throws {
    var source = source
    let count = 100_000
    let x = Tensor<Double>.standardNormal([count], using: &source)
    // Five standard errors: of the k-th moment √(E x²ᵏ − (E xᵏ)²) / √count.
    let error = 5 / Double(count).squareRoot()
    #expect(abs(mean(x)) < error)
    #expect(abs(mean(x * x) - 1) < error * Double(2).squareRoot())
    #expect(abs(mean(pow(x, 3))) < error * Double(15).squareRoot())
    #expect(abs(mean(pow(x, 4)) - 3) < error * Double(96).squareRoot())
  }

  @Test(arguments: sources) func normalMoments(_ source: any RandomSource) throws {
    try momentsAreNormal(source)
  }

  private func allOrdersAreEquallyLikely(_ source: some RandomSource) {
    var source = source
    let draws = 24_000
    var counts: [[Int]: Int] = [:]
    for _ in 0..<draws { counts[source.permutation(of: 4), default: 0] += 1 }
    #expect(counts.count == 24)
    // χ² with 23 degrees of freedom is above 53 once in 3000 seeds.
    let expected = Double(draws) / 24
    let distance = counts.values.map { (Double($0) - expected) * (Double($0) - expected) / expected }
    #expect(distance.reduce(0, +) < 53)
  }

  @Test(arguments: sources) func permutations(_ source: any RandomSource) {
    allOrdersAreEquallyLikely(source)
  }

  private func integersAreBelowTheirBound(_ source: some RandomSource) {
    var source = source
    for bound in [1, 2, 3, 7, 1 << 40, Int.max] {
      for _ in 0..<100 { #expect((0..<bound).contains(source.integer(below: bound))) }
    }
    let dice = (0..<1000).map { _ in source.integer(below: 6) }
    #expect(Set(dice) == Set(0..<6))
  }

  @Test(arguments: sources) func integers(_ source: any RandomSource) { integersAreBelowTheirBound(source) }

  private func choiceKnowsItsLimits(_ source: some RandomSource) throws {
    var source = source
    #expect(Set(try source.choice(10, count: 10)) == Set(0..<10))
    #expect(try source.choice(0, count: 0) == [])
    #expect(try source.choice(2, count: 9, replacing: true).count == 9)
    #expect(throws: SamplingError(population: 3, count: 5)) { try source.choice(3, count: 5) }
    #expect(throws: SamplingError(population: 0, count: 1)) {
      try source.choice(0, count: 1, replacing: true)
    }
    #expect(throws: SamplingError(population: 3, count: -1)) { try source.choice(3, count: -1) }
  }

  @Test(arguments: sources) func choices(_ source: any RandomSource) throws {
    try choiceKnowsItsLimits(source)
  }

  @Test func singlePrecisionIsRoundedDouble() {
    var (first, second) = (Xoshiro256(seed: 2), Xoshiro256(seed: 2))
    let single = Tensor<Float>.uniform([2, 5], from: -1, using: &first)
    #expect(single == Tensor<Float>(Tensor<Double>.uniform([2, 5], from: -1, using: &second)))
  }
}
