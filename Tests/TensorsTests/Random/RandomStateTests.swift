// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import Tensors
internal import TestSupport
internal import Testing

@Suite struct RandomStateTests {
  private struct Fixture: Decodable {
    struct Case: Decodable {
      var seed: UInt32
      var words: [UInt32]
      var uniform: [Double]
      var scaledUniform: [Double]
      var standardNormal: [Double]
      var permutation: [Int]
      var choice: [Int]
      var replacingChoice: [Int]
      var bounds: [Int]
      var integers: [Int]
      var laterNormal: Double
    }
    var cases: [Case]
  }

  private struct Spirals: Decodable {
    var training: [Int]
    var initialWeights: [Double]
  }

  @Test func publishedNumbers() {
    var random = RandomState(seed: 42)
    let x = (0..<3).map { _ in random.uniform() }
    #expect(x == [0.3745401188473625, 0.9507143064099162, 0.7319939418114051])
  }

  @Test func repeatsNumPy() throws {
    for item in try fixture("numpy/random", as: Fixture.self).cases {
      var random = RandomState(seed: item.seed)
      let seed: Comment = "seed \(item.seed)"
      #expect(item.words.map { _ in random.integer(below: 1 << 32) } == item.words.map(Int.init), seed)
      #expect(Tensor.uniform([700], using: &random).scalars == item.uniform, seed)
      #expect(Tensor.uniform([20], from: -0.1, to: 0.1, using: &random).scalars == item.scaledUniform, seed)
      #expect(Tensor.standardNormal([5, 5], using: &random).scalars == item.standardNormal, seed)
      #expect(random.permutation(of: 30) == item.permutation, seed)
      #expect(try random.choice(50, count: 10) == item.choice, seed)
      #expect(try random.choice(50, count: 20, replacing: true) == item.replacingChoice, seed)
      #expect(item.bounds.map { random.integer(below: $0) } == item.integers, seed)
      #expect(random.standardNormal() == item.laterNormal, seed)
    }
  }

  @Test func drawsTheSpiralsSplitAndWeights() throws {
    let spirals = try fixture("spirals", as: Spirals.self)
    var split = RandomState(seed: 0)
    #expect(try split.choice(500, count: 400) == spirals.training)
    var start = RandomState(seed: 1)
    #expect(Tensor.uniform([127], from: -0.1, to: 0.1, using: &start).scalars == spirals.initialWeights)
  }

  @Test func savedStatesGoOn() throws {
    var random = RandomState(seed: 5)
    _ = (random.standardNormal(), random.next())
    var restored = try JSONDecoder().decode(RandomState.self, from: JSONEncoder().encode(random))
    #expect(restored == random)
    #expect(restored.standardNormal() == random.standardNormal())
    #expect(restored.uniform() == random.uniform())
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(RandomState.self, from: Data(#"{"words": [1], "position": 0}"#.utf8))
    }
  }
}
