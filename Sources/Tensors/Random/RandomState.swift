// SPDX-License-Identifier: Apache-2.0

/// The random numbers of NumPy's `RandomState`, bit for bit, to repeat what was computed with it.
///
/// NumPy has frozen these streams (NEP 19). The generator is the Mersenne Twister MT19937 (Matsumoto and
/// Nishimura 1998, ACM TOMACS 8); `uniform(from:to:)`, `standardNormal()`, `permutation(of:)`, `choice` and
/// `integer(below:)` draw from it as `uniform`, `standard_normal`, `permutation`, `choice` and `randint` do there.
public struct RandomState: RandomSource {
  private static let size = 624

  private var words: [UInt32]
  /// The next word to hand out; `size` when all are used up.
  private var position: Int
  /// The second number of the last pair of normals.
  private var pendingNormal: Double?

  /// The state of `numpy.random.RandomState(seed)`.
  public init(seed: UInt32) {
    words = [seed]
    words.reserveCapacity(Self.size)
    for i in 1..<UInt32(Self.size) {
      let last = words[words.count - 1]
      words.append(1_812_433_253 &* (last ^ last >> 30) &+ i)
    }
    position = Self.size
  }

  /// The state that was encoded.
  ///
  /// - Throws: `DecodingError` for anything that is no state of the generator.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    words = try container.decode([UInt32].self, forKey: .words)
    position = try container.decode(Int.self, forKey: .position)
    pendingNormal = try container.decodeIfPresent(Double.self, forKey: .pendingNormal)
    guard words.count == Self.size, (0...Self.size).contains(position) else {
      throw DecodingError.dataCorruptedError(
        forKey: .words, in: container, debugDescription: "no state of the Mersenne Twister")
    }
  }

  /// The next 32 bits.
  mutating func next32() -> UInt32 {
    if position == Self.size { regenerate() }
    var word = words[position]
    position += 1
    word ^= word >> 11
    word ^= word << 7 & 0x9D2C_5680
    word ^= word << 15 & 0xEFC6_0000
    return word ^ word >> 18
  }

  private mutating func regenerate() {
    for i in 0..<Self.size {
      let bits = words[i] & 0x8000_0000 | words[(i + 1) % Self.size] & 0x7FFF_FFFF
      words[i] = words[(i + 397) % Self.size] ^ bits >> 1 ^ (bits & 1) &* 0x9908_B0DF
    }
    position = 0
  }

  /// The next 64 bits, the first 32 of them on top.
  public mutating func next() -> UInt64 {
    let high = UInt64(next32())
    return high << 32 | UInt64(next32())
  }

  /// A number in `0..<1`, a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    let high = Double(next32() >> 5)
    let low = Double(next32() >> 6)
    return (high * 0x1p26 + low) * 0x1p-53
  }

  /// A number from the normal distribution of mean 0 and variance 1.
  public mutating func standardNormal() -> Double {
    if let pending = pendingNormal.take() { return pending }
    let (later, now) = polarNormals(log: Double.log)
    pendingNormal = later
    return now
  }

  /// A number in `0..<bound`, all equally likely: bits are drawn until they are not above the largest.
  public mutating func integer(below bound: Int) -> Int {
    guard bound > 0 else { fatalError("integer(below: \(bound)): the bound must be positive") }
    let largest = UInt64(bound - 1)
    guard largest > 0 else { return 0 }
    let mask = UInt64.max >> largest.leadingZeroBitCount
    while true {
      let bits = (largest <= UInt32.max ? UInt64(next32()) : next()) & mask
      if bits <= largest { return Int(bits) }
    }
  }
}

extension RandomState: Archivable {
  /// Saves or restores the state of the generator.
  public mutating func exchange(with archive: inout StateArchive) {
    var numbers = words.map(Int.init)
    archive.exchange("words", &numbers)
    let saved = numbers.compactMap(UInt32.init(exactly:))
    var place = position
    archive.exchange("position", &place)
    var pending = pendingNormal.map { [$0] } ?? []
    archive.exchange("pendingNormal", &pending)
    guard saved.count == Self.size, numbers.count == Self.size, (0...Self.size).contains(place) else {
      return archive.reject("words", "are no state of the Mersenne Twister")
    }
    (words, position, pendingNormal) = (saved, place, pending.first)
  }
}
