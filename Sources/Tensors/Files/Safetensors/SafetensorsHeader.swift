// SPDX-License-Identifier: Apache-2.0

/// What comes before the numbers in a safetensors file: an object in JSON, and its length.
struct SafetensorsHeader: Sendable {
  /// A tensor's type and shape, and where its numbers lie behind the header.
  struct Entry: Hashable, Sendable {
    var name: String
    var type: ElementType
    var extents: [Int]
    var range: Range<Int>
  }

  var entries: [Entry] = []
  var metadata: [String: String] = [:]
  /// The number of bytes before the numbers.
  var byteCount: Int

  /// The longest object that the format allows.
  static let longest = 100_000_000
  /// The key of the metadata, which no tensor can have as its name.
  static let metadataKey = "__metadata__"

  static let types: [(name: String, type: ElementType)] = [
    ("BOOL", .bool), ("I8", .int8), ("I16", .int16), ("I32", .int32), ("I64", .int64), ("U8", .uint8),
    ("U16", .uint16), ("U32", .uint32), ("U64", .uint64), ("F16", .float16), ("BF16", .bfloat16),
    ("F32", .float32), ("F64", .float64),
  ]

  /// Reads the header of a file.
  ///
  /// - Throws: `FileError` unless it follows the specification, and the tensors fill the rest of the file without holes
  ///   and overlaps.
  init(_ source: ByteSource) throws(FileError) {
    let context = source.context
    var reader = try ByteReader(source, 0..<min(8, source.count), of: "the header")
    let length = try reader.size()
    guard length <= Self.longest, length <= source.count - 8 else {
      throw context.error(
        "a header of \(length) bytes is longer than the file or than \(Self.longest)", atByte: 0,
        fix: "fetch the file again, or check that it is a safetensors file")
    }
    byteCount = 8 + length
    let text = try source.bytes(8..<byteCount)
    guard text.first == UInt8(ascii: "{") else {
      throw context.error("the header does not begin with '{'", atByte: 8)
    }
    var scanner = JSONScanner(text[...], at: .byte(8), context: context)
    var parser = EntryParser()
    try scanner.object { (scanner, key) throws(FileError) in try parser.member(key, &scanner) }
    try scanner.expectEnd()
    (entries, metadata) = (parser.entries, parser.metadata)
    let ordered = entries.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var end = 0
    for entry in ordered {
      guard entry.range.lowerBound == end else {
        let fault =
          entry.range.lowerBound < end ? "overlap with those of another tensor" : "leave a hole before them"
        throw context.error("the numbers of \(entry.name.quoted) \(fault)", atByte: byteCount + end)
      }
      end = entry.range.upperBound
    }
    guard end == source.count - byteCount else {
      throw context.error(
        "the tensors take \(end) bytes, but \(source.count - byteCount) follow the header", atByte: byteCount,
        fix: "fetch the file again")
    }
  }

  /// The header of tensors of one type that are written one after the other.
  init<Scalar: Real>(_ tensors: NamedTensors<Scalar>, metadata: [String: String]) {
    let type = ElementType(of: Scalar.self)
    var end = 0
    for (name, tensor) in tensors {
      let start = end
      end += tensor.count * type.byteCount
      entries.append(Entry(name: name, type: type, extents: tensor.shape.extents, range: start..<end))
    }
    self.metadata = metadata
    byteCount = 0
    byteCount = bytes.count
  }

  /// The header as it is written: metadata by their keys, then the entries in their order. Spaces align the numbers.
  var bytes: [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }.map { "\($0.jsonLiteral):\($1.jsonLiteral)" }
      members.append("\(Self.metadataKey.jsonLiteral):{\(texts.joined(separator: ","))}")
    }
    for entry in entries {
      let type = Self.types.first { $0.type == entry.type }?.name ?? ""
      let extents = entry.extents.map(String.init).joined(separator: ",")
      members.append(
        "\(entry.name.jsonLiteral):{\"dtype\":\"\(type)\",\"shape\":[\(extents)],"
          + "\"data_offsets\":[\(entry.range.lowerBound),\(entry.range.upperBound)]}")
    }
    var text = Array("{\(members.joined(separator: ","))}".utf8)
    while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
    return UInt64(text.count).littleEndianBytes + text
  }
}

/// Gathers what the members of the header's object say.
private struct EntryParser {
  var entries: [SafetensorsHeader.Entry] = []
  var metadata: [String: String] = [:]

  mutating func member(_ key: String, _ scanner: inout JSONScanner) throws(FileError) {
    guard key == SafetensorsHeader.metadataKey else {
      entries.append(try entry(named: key, &scanner))
      return
    }
    try scanner.object { (scanner, key) throws(FileError) in metadata[key] = try scanner.string() }
  }

  private func entry(
    named name: String, _ scanner: inout JSONScanner
  ) throws(FileError) -> SafetensorsHeader.Entry {
    let start = scanner
    var type: ElementType?
    var extents: [Int]?
    var offsets: [Int] = []
    try scanner.object { (scanner, key) throws(FileError) in
      switch key {
      case "dtype": type = try elementType(&scanner)
      case "shape": extents = try naturals(&scanner)
      case "data_offsets": offsets = try naturals(&scanner)
      default: throw scanner.error("the key \(key.quoted) is unknown")
      }
    }
    guard let type, let extents, offsets.count == 2, offsets[0] <= offsets[1] else {
      throw start.error("the entry \(name.quoted) has no type, no shape, or no offsets in order")
    }
    guard let size = type.size(extents: extents), size.bytes == offsets[1] - offsets[0] else {
      throw start.error("the shape of \(name.quoted) does not take the bytes between its offsets")
    }
    return SafetensorsHeader.Entry(name: name, type: type, extents: extents, range: offsets[0]..<offsets[1])
  }

  private func elementType(_ scanner: inout JSONScanner) throws(FileError) -> ElementType {
    let start = scanner
    let name = try scanner.string()
    guard let type = SafetensorsHeader.types.first(where: { $0.name == name })?.type else {
      throw start.error("the element type \(name.quoted) is not read", fix: "save the tensor as F32")
    }
    return type
  }

  private func naturals(_ scanner: inout JSONScanner) throws(FileError) -> [Int] {
    var values: [Int] = []
    try scanner.array { (scanner) throws(FileError) in values.append(try scanner.natural()) }
    return values
  }
}
