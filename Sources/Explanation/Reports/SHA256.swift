// SPDX-License-Identifier: Apache-2.0

/// The digest that a content-security policy names a script by (FIPS 180-4).
enum SHA256 {
  /// The digest of a text's UTF-8, in base 64.
  static func base64(_ text: String) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = digest(Array(text.utf8))
    return stride(from: 0, to: bytes.count, by: 3).map { start in
      let group = (0..<3).map { start + $0 < bytes.count ? UInt32(bytes[start + $0]) : 0 }
      let word = group[0] << 16 | group[1] << 8 | group[2]
      return String(
        (0..<4).map { place in
          start + place <= bytes.count ? letters[Int(word >> (18 - 6 * UInt32(place))) & 63] : "="
        })
    }.joined()
  }

  private static func digest(_ message: [UInt8]) -> [UInt8] {
    var bytes = message + [0x80]
    bytes += [UInt8](repeating: 0, count: (120 - bytes.count % 64) % 64)
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: (UInt64(message.count) * 8) >> (56 - 8 * UInt64($0))) }
    var state: [UInt32] = [
      0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ]
    for block in stride(from: 0, to: bytes.count, by: 64) { mix(bytes[block..<block + 64], into: &state) }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) } }
  }

  private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    func rotated(_ x: UInt32, _ count: UInt32) -> UInt32 { x >> count | x << (32 - count) }
    var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { i in
      block[i..<i + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for i in 16..<64 {
      let (early, late) = (words[i - 15], words[i - 2])
      let a = rotated(early, 7) ^ rotated(early, 18) ^ (early >> 3)
      let b = rotated(late, 17) ^ rotated(late, 19) ^ (late >> 10)
      words.append(words[i - 16] &+ a &+ words[i - 7] &+ b)
    }
    var v = state
    for i in 0..<64 {
      let mixed = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25)
      let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
      let first = v[7] &+ mixed &+ choice &+ constants[i] &+ words[i]
      let other = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22)
      let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
      v = [first &+ other &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for i in state.indices { state[i] &+= v[i] }
  }

  /// The first 32 bits of the fractions of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = primes.map { prime in
    // The integer part of 2³² · ∛p, by bisection in whole numbers, without the 2³²s of its integer part.
    var (low, high) = (UInt64(0), UInt64(1) << 35)
    while high - low > 1 {
      let middle = (low + high) / 2
      let square = middle.multipliedFullWidth(by: middle)
      // middle³ ≤ p · 2⁹⁶, in two words.
      let lower = square.low.multipliedFullWidth(by: middle)
      let upper = square.high * middle + lower.high
      let isBelow = upper < UInt64(prime) << 32 || (upper == UInt64(prime) << 32 && lower.low == 0)
      if isBelow { low = middle } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }

  private static let primes: [UInt32] = (2...311).filter { n in (2..<n).allSatisfy { n % $0 != 0 } }
}
