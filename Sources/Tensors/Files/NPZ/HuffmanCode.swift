// SPDX-License-Identifier: Apache-2.0

/// A prefix code given by the lengths of its words (RFC 1951, 3.2.2).
struct HuffmanCode {
  /// For each sequence of `longest` bits, the symbol whose word it begins with, times 16, plus the word's length; 0
  /// where it begins with none.
  private var entries: [UInt16]
  private let longest: Int

  /// The code in which symbol `i` has a word of `lengths[i]` bits, at most 15, or none when that is 0.
  ///
  /// - Returns: `nil` when there is no such code, or words are left over; a code of one word may have one left over.
  init?(lengths: some Collection<UInt8>) {
    longest = Int(lengths.max() ?? 0)
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths where length > 0 { counts[Int(length)] += 1 }
    var next = [Int](repeating: 0, count: 16)
    var code = 0
    for length in 1...15 {
      code = (code + counts[length - 1]) << 1
      next[length] = code
      guard code + counts[length] <= 1 << length else { return nil }
    }
    let isComplete = next[15] + counts[15] == 1 << 15
    guard isComplete || longest <= 1 else { return nil }
    entries = [UInt16](repeating: 0, count: 1 << longest)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let length = Int(length)
      // Words come in from their highest bit on, the reader's next bit is its lowest.
      let word = next[length]
      next[length] += 1
      var reversed = 0
      for bit in 0..<length { reversed |= (word >> bit & 1) << (length - 1 - bit) }
      for index in stride(from: reversed, to: 1 << longest, by: 1 << length) {
        entries[index] = UInt16(symbol << 4 | length)
      }
    }
  }

  /// Reads a symbol; `nil` when the bits begin no word or end. At least 15 bits must be available before the end.
  @inline(__always)
  func symbol(_ reader: inout BitReader) -> Int? {
    let entry = entries.withUnsafeBufferPointer { $0[reader.peek(longest)] }
    guard entry != 0, reader.skip(Int(entry & 15)) else { return nil }
    return Int(entry >> 4)
  }
}
