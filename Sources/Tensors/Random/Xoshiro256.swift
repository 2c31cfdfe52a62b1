// SPDX-License-Identifier: Apache-2.0

/// The toolkit's own random numbers: xoshiro256++, seeded by SplitMix64.
///
/// A fast generator of period 2²⁵⁶ − 1 (Blackman and Vigna 2021, "Scrambled linear pseudorandom number
/// generators", ACM TOMS 47). Its streams are fixed for good: they use no function of the C library.
public struct Xoshiro256: RandomSource {
  private var s0, s1, s2, s3: UInt64
  /// The second number of the last pair of normals.
  private var pendingNormal: Double?

  /// The stream of the given seed; neighbouring seeds give unrelated streams.
  public init(seed: UInt64) {
    var seeds = SplitMix64(seed: seed)
    self.init(state: (seeds.next(), seeds.next(), seeds.next(), seeds.next()))
  }

  /// The stream from the given state of the generator, not all of it 0.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) { (s0, s1, s2, s3) = state }

  /// The state that was encoded.
  ///
  /// - Throws: `DecodingError` for anything that is no state of the generator.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    s0 = try container.decode(UInt64.self, forKey: .s0)
    s1 = try container.decode(UInt64.self, forKey: .s1)
    s2 = try container.decode(UInt64.self, forKey: .s2)
    s3 = try container.decode(UInt64.self, forKey: .s3)
    pendingNormal = try container.decodeIfPresent(Double.self, forKey: .pendingNormal)
    guard s0 | s1 | s2 | s3 != 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .s0, in: container, debugDescription: "from a state of zeros xoshiro256++ never leaves")
    }
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let result = (s0 &+ s3).rotated(by: 23) &+ s0
    let t = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = s3.rotated(by: 45)
    return result
  }

  /// A number in `0..<1`: the upper 53 bits, times 2⁻⁵³.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from the normal distribution of mean 0 and variance 1, by the polar method.
  public mutating func standardNormal() -> Double {
    if let pending = pendingNormal.take() { return pending }
    let (later, now) = polarNormals(log: portableLog)
    pendingNormal = later
    return now
  }

  /// A number in `0..<bound`, all equally likely, by multiplication (Lemire 2019, "Fast random integer
  /// generation in an interval", ACM TOMACS 29).
  public mutating func integer(below bound: Int) -> Int {
    guard bound > 0 else { fatalError("integer(below: \(bound)): the bound must be positive") }
    let bound = UInt64(bound)
    // 2⁶⁴ mod bound: as many low halves are left out to make all results equally likely.
    let excess = (0 &- bound) % bound
    while true {
      let product = next().multipliedFullWidth(by: bound)
      if product.low >= excess { return Int(product.high) }
    }
  }
}

extension UInt64 {
  fileprivate func rotated(by bits: UInt64) -> UInt64 { self << bits | self >> (64 - bits) }
}

extension Xoshiro256: Archivable {
  /// Saves or restores the state of the generator.
  public mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("s0", &s0)
    archive.exchange("s1", &s1)
    archive.exchange("s2", &s2)
    archive.exchange("s3", &s3)
    var pending = pendingNormal.map { [$0] } ?? []
    archive.exchange("pendingNormal", &pending)
    pendingNormal = pending.first
    if s0 | s1 | s2 | s3 == 0 { archive.reject("s0", "belongs to a state that the generator never leaves") }
  }
}
