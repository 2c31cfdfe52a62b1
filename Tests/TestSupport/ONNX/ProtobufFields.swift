// SPDX-License-Identifier: Apache-2.0

/// What is wrong with the bytes of a message.
public enum ProtobufError: Error {
  case truncated
  case unknownWireType(UInt64)
  case notText
}

/// The fields of a message in the binary form of Protocol Buffers, by their numbers.
public struct ProtobufFields {
  private var integers: [UInt64: [Int]] = [:]
  private var contents: [UInt64: [ArraySlice<UInt8>]] = [:]
  private var floats: [UInt64: Float] = [:]

  public init(_ bytes: ArraySlice<UInt8>) throws {
    var rest = bytes
    while !rest.isEmpty {
      let tag = try Self.varint(&rest)
      switch tag & 7 {
      case 0: integers[tag >> 3, default: []].append(Int(truncatingIfNeeded: try Self.varint(&rest)))
      case 2:
        let count = Int(try Self.varint(&rest))
        guard count <= rest.count else { throw ProtobufError.truncated }
        contents[tag >> 3, default: []].append(rest.prefix(count))
        rest = rest.dropFirst(count)
      case 5:
        guard rest.count >= 4 else { throw ProtobufError.truncated }
        floats[tag >> 3] = Float(
          bitPattern: rest.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) })
        rest = rest.dropFirst(4)
      default: throw ProtobufError.unknownWireType(tag & 7)
      }
    }
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) throws -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0 as UInt64, to: 64, by: 7) {
      guard let byte = rest.popFirst() else { throw ProtobufError.truncated }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw ProtobufError.truncated
  }

  public func all(_ field: UInt64) -> [Int] { integers[field] ?? [] }
  public func integer(_ field: UInt64) -> Int? { integers[field]?.last }
  public func float(_ field: UInt64) -> Float? { floats[field] }
  public func bytes(_ field: UInt64) -> ArraySlice<UInt8>? { contents[field]?.last }
  public func texts(_ field: UInt64) throws -> [String] {
    try (contents[field] ?? []).map { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else { throw ProtobufError.notText }
      return text
    }
  }
  public func messages(_ field: UInt64) throws -> [ProtobufFields] {
    try (contents[field] ?? []).map { try ProtobufFields($0) }
  }
}
