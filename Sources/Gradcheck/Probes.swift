// SPDX-License-Identifier: Apache-2.0

/// Seeded random directions, signs and choices.
///
/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), with conversions of our own: the same numbers for ever.
struct Probes {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number of random sign, with a magnitude in 1..<2 of four binary digits: its multiples by powers of two add to most
  /// numbers without rounding.
  mutating func signedUnit() -> Double {
    let bits = next() >> 59
    return (1 + Double(bits & 15) / 16) * (bits & 16 == 0 ? 1 : -1)
  }

  /// 1 or -1.
  mutating func sign() -> Double { next() >> 63 == 0 ? 1 : -1 }

  /// `count` of the elements of `range`, or all, in ascending order.
  mutating func sample(_ count: Int, of range: Range<Int>) -> [Int] {
    // Selection sampling: each element is taken with the probability that fills the sample. Knuth, TAOCP 2, 3.4.2, S.
    var sample: [Int] = []
    for (visited, element) in range.enumerated() {
      let wanted = UInt64(max(0, count - sample.count))
      if next() % UInt64(range.count - visited) < wanted { sample.append(element) }
    }
    return sample
  }
}
