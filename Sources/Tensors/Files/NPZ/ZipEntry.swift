// SPDX-License-Identifier: Apache-2.0

/// A file in a zip archive, as the archive's directory describes it (PKWARE APPNOTE 6.3.10, 4.3.12).
struct ZipEntry: Hashable, Sendable {
  /// The signatures that records begin with.
  enum Signature {
    static let localHeader: UInt32 = 0x0403_4B50
    static let entry: UInt32 = 0x0201_4B50
    static let end: UInt32 = 0x0605_4B50
    static let end64: UInt32 = 0x0606_4B50
    static let locator64: UInt32 = 0x0706_4B50
  }

  var name: String
  var method: UInt16
  var flags: UInt16
  var checksum: UInt32
  var compressedSize: Int
  var size: Int
  /// Where the header before the data begins.
  var offset: Int

  /// Reads an entry of the directory.
  init(_ reader: inout ByteReader) throws(FileError) {
    let start = reader
    guard try reader.integer(UInt32.self) == Signature.entry else {
      throw start.error("no entry of the archive's directory", fix: "fetch the file again")
    }
    _ = try reader.bytes(4)
    flags = try reader.integer(UInt16.self)
    method = try reader.integer(UInt16.self)
    _ = try reader.bytes(4)
    checksum = try reader.integer(UInt32.self)
    let compressedSize = try reader.integer(UInt32.self)
    let size = try reader.integer(UInt32.self)
    let nameCount = Int(try reader.integer(UInt16.self))
    let extraCount = Int(try reader.integer(UInt16.self))
    let commentCount = Int(try reader.integer(UInt16.self))
    _ = try reader.bytes(8)
    let offset = try reader.integer(UInt32.self)
    guard let name = String(validating: try reader.bytes(nameCount), as: UTF8.self) else {
      throw start.error("the name of an entry is not UTF-8")
    }
    self.name = name
    var wide = try WideFields(&reader, byteCount: extraCount)
    self.size = try wide.value(size)
    self.compressedSize = try wide.value(compressedSize)
    self.offset = try wide.value(offset)
    _ = try reader.bytes(commentCount)
    guard flags & 1 == 0 else { throw start.error("\(name.quoted) is encrypted") }
  }

  /// Where the data of the entry lie: behind a header of their own, which must agree with the directory.
  func dataRange(in source: ByteSource) throws(FileError) -> Range<Int> {
    guard offset >= 0, offset <= source.count else {
      throw source.context.error("\(name.quoted) lies outside the file", fix: "fetch the file again")
    }
    var reader = try ByteReader(
      source, offset..<min(source.count, offset + 30 + name.utf8.count), of: "a header")
    let start = reader
    let signature = try reader.integer(UInt32.self)
    _ = try reader.bytes(4)
    let method = try reader.integer(UInt16.self)
    _ = try reader.bytes(16)
    let nameCount = Int(try reader.integer(UInt16.self))
    let extraCount = Int(try reader.integer(UInt16.self))
    guard signature == Signature.localHeader, method == self.method, nameCount == name.utf8.count,
      try reader.bytes(nameCount).elementsEqual(name.utf8)
    else {
      throw start.error(
        "the header of \(name.quoted) differs from the directory", fix: "fetch the file again")
    }
    let dataStart = reader.position + extraCount
    guard dataStart <= source.count, compressedSize <= source.count - dataStart else {
      throw start.error("the data of \(name.quoted) reach beyond the file", fix: "fetch the file again")
    }
    return dataStart..<dataStart + compressedSize
  }
}

/// The fields of an entry that do not fit into 32 bits, which stand among its extra fields (APPNOTE 4.5.3).
private struct WideFields {
  private var values: [Int] = []
  private let start: ByteReader

  init(_ reader: inout ByteReader, byteCount: Int) throws(FileError) {
    start = reader
    var rest = byteCount
    while rest >= 4 {
      let id = try reader.integer(UInt16.self)
      let count = Int(try reader.integer(UInt16.self))
      rest -= 4 + count
      guard rest >= 0 else { throw start.error("the extra fields of an entry are damaged") }
      if id == 1 {
        for _ in 0..<count / 8 { values.append(try reader.size()) }
        _ = try reader.bytes(count % 8)
      } else {
        _ = try reader.bytes(count)
      }
    }
    _ = try reader.bytes(rest)
    values.reverse()
  }

  /// The value of a field with 32 bits, or of the next wide one when those say that it is there.
  mutating func value(_ narrow: UInt32) throws(FileError) -> Int {
    guard narrow == .max else { return Int(narrow) }
    guard let value = values.popLast() else { throw start.error("the size of an entry is missing") }
    return value
  }
}
