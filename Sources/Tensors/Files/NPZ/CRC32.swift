// SPDX-License-Identifier: Apache-2.0

/// The checksum of zip archives: the cyclic redundancy check with the polynomial of ISO 3309, computed eight bytes at a
/// time (Kounavis and Berry, IEEE Transactions on Computers 57(11), 2008).
package struct CRC32 {
  private var register: UInt32 = 0xFFFF_FFFF

  package init() {}

  /// The checksum of all bytes so far.
  package var value: UInt32 { ~register }

  /// Row `k` holds, for each byte, the register that it leaves `k` zero bytes later.
  private static let rows: [UInt32] = {
    var rows = (0..<256).map { (byte: UInt32) in
      (0..<8).reduce(byte) { register, _ in register >> 1 ^ (register & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    for i in 256..<8 * 256 { rows.append(rows[i - 256] >> 8 ^ rows[Int(rows[i - 256] & 0xFF)]) }
    return rows
  }()

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var register = register
    Self.rows.withUnsafeBufferPointer { rows in
      var index = 0
      while index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ UInt64(register)
        register = 0
        for byte in 0..<8 {
          register ^= rows[256 * (7 - byte) + Int(truncatingIfNeeded: word >> (8 * UInt64(byte)) & 0xFF)]
        }
        index += 8
      }
      for byte in bytes[index...] { register = register >> 8 ^ rows[Int((register ^ UInt32(byte)) & 0xFF)] }
    }
    self.register = register
  }

  /// Adds bytes.
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }
}
