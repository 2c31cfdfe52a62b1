// SPDX-License-Identifier: Apache-2.0

/// A message in the binary form of Protocol Buffers, field by field.
///
/// Protocol Buffers, "Encoding", protobuf.dev/programming-guides/encoding.
struct ProtobufMessage {
  private(set) var bytes: [UInt8] = []

  private enum WireType: UInt64 {
    case varint = 0
    case lengthDelimited = 2
    case fixed32 = 5
  }

  mutating func append(_ field: Int, _ value: Int) {
    appendTag(field, .varint)
    appendVarint(UInt64(bitPattern: Int64(value)))
  }

  mutating func append(_ field: Int, _ value: Float) {
    appendTag(field, .fixed32)
    bytes += value.bitPattern.littleEndianBytes
  }

  mutating func append(_ field: Int, _ text: String) { append(field, bytes: Array(text.utf8)) }

  mutating func append(_ field: Int, _ message: ProtobufMessage) { append(field, bytes: message.bytes) }

  mutating func append(_ field: Int, bytes content: [UInt8]) {
    appendTag(field, .lengthDelimited)
    appendVarint(UInt64(content.count))
    bytes += content
  }

  private mutating func appendTag(_ field: Int, _ type: WireType) {
    appendVarint(UInt64(field) << 3 | type.rawValue)
  }

  /// Seven bits a byte, the lowest first; the eighth says that more follow.
  private mutating func appendVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

extension FixedWidthInteger {
  /// The bytes, the lowest first.
  var littleEndianBytes: [UInt8] {
    (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }
  }
}
