// SPDX-License-Identifier: Apache-2.0

/// Reads bits from bytes, the lowest bit of each byte first (RFC 1951, 3.1.1).
struct BitReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  /// The bits taken from `bytes` that have not been read, the next one lowest.
  private var bits: UInt64 = 0
  private var bitCount = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether every byte has been read, the last one at least in part.
  var isAtEnd: Bool { index == bytes.count && bitCount < 8 }

  /// Makes at least 48 bits available, or what is left.
  @inline(__always)
  mutating func refill() {
    while bitCount <= 56, index < bytes.count {
      bits |= UInt64(bytes[index]) << UInt64(bitCount)
      index += 1
      bitCount += 8
    }
  }

  /// The next `count` bits, at most 32, without reading them; bits past the end are 0. To be called after `refill`.
  @inline(__always)
  func peek(_ count: Int) -> Int { Int(truncatingIfNeeded: bits & (1 << UInt64(count) &- 1)) }

  /// Reads bits that `peek` has shown.
  ///
  /// - Returns: Whether there were that many.
  @inline(__always)
  mutating func skip(_ count: Int) -> Bool {
    bits >>= UInt64(count)
    bitCount -= count
    return bitCount >= 0
  }

  /// Reads `count` bits, at most 32; `nil` past the end.
  @inline(__always)
  mutating func read(_ count: Int) -> Int? {
    refill()
    let value = peek(count)
    return skip(count) ? value : nil
  }

  /// Reads whole bytes from the next whole byte on; `nil` past the end.
  mutating func readBytes(_ count: Int) -> Slice<UnsafeBufferPointer<UInt8>>? {
    // Bytes that were taken in advance go back.
    index -= bitCount / 8
    (bits, bitCount) = (0, 0)
    guard count <= bytes.count - index else { return nil }
    index += count
    return bytes[index - count..<index]
  }
}
