// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import Tensors
internal import TestSupport
internal import Testing

@Suite struct Xoshiro256Tests {
  private struct Fixture: Decodable {
    struct Case: Decodable {
      var seed: UInt64
      var words: [String]
      var uniform: [Double]
      var standardNormal: [Double]
      var permutation: [Int]
      var bounds: [Int]
      var integers: [Int]
      var laterNormal: Double
    }
    var cases: [Case]
  }

  @Test func streamsStayAsTheyAre() throws {
    for item in try fixture("xoshiro256/streams", as: Fixture.self).cases {
      var random = Xoshiro256(seed: item.seed)
      let seed: Comment = "seed \(item.seed)"
      #expect(item.words.map { _ in "\(random.next())" } == item.words, seed)
      #expect(item.uniform.map { _ in random.uniform() } == item.uniform, seed)
      #expect(item.standardNormal.map { _ in random.standardNormal() } == item.standardNormal, seed)
      #expect(random.permutation(of: 30) == item.permutation, seed)
      #expect(item.bounds.map { random.integer(below: $0) } == item.integers, seed)
      #expect(random.standardNormal() == item.laterNormal, seed)
    }
  }

  /// From the authors' C program, https://prng.di.unimi.it/xoshiro256plusplus.c, as Rust's rand_xoshiro tests it.
  @Test func referenceImplementation() {
    var random = Xoshiro256(state: (1, 2, 3, 4))
    let words = (0..<10).map { _ in random.next() }
    #expect(
      words == [
        41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205,
        9_973_669_472_204_895_162, 14_011_001_112_246_962_877, 12_406_186_145_184_390_807,
        15_849_039_046_786_891_736, 10_450_023_813_501_588_000,
      ])
  }

  /// From https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64.
  @Test func referenceSeeding() {
    var seeds = SplitMix64(seed: 1_234_567)
    let words = (0..<5).map { _ in seeds.next() }
    #expect(
      words == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
    seeds = SplitMix64(seed: 9)
    let seeded = Xoshiro256(state: (seeds.next(), seeds.next(), seeds.next(), seeds.next()))
    #expect(seeded == Xoshiro256(seed: 9))
  }

  @Test func uniformIsTheUpperBits() {
    var bits = Xoshiro256(seed: 3)
    var random = bits
    for _ in 0..<100 {
      let x = random.uniform()
      #expect(x * 0x1p53 == Double(bits.next() >> 11))
      #expect((0..<1).contains(x))
    }
  }

  /// Against the C library, where it is not a small difference of large numbers.
  @Test func portableLogIsALogarithm() {
    var random = Xoshiro256(seed: 4)
    for i in 0..<10_000 {
      let x = i % 2 == 0 ? random.uniform() : Double.exp(-70 * random.uniform())
      let exact = Double.log(x)
      #expect(abs(portableLog(x) - exact) <= 2 * exact.ulp, "log \(x)")
    }
    #expect(portableLog(1) == 0)
  }

  @Test func savedStatesGoOn() throws {
    var random = Xoshiro256(seed: 5)
    _ = (random.standardNormal(), random.next())
    var restored = try JSONDecoder().decode(Xoshiro256.self, from: JSONEncoder().encode(random))
    #expect(restored == random)
    #expect(restored.standardNormal() == random.standardNormal())
    #expect(restored.next() == random.next())
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Xoshiro256.self, from: Data(#"{"s0": 0, "s1": 0, "s2": 0, "s3": 0}"#.utf8))
    }
  }
}
