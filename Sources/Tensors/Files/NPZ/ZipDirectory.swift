// SPDX-License-Identifier: Apache-2.0

/// Where the directory of a zip archive lies, as the record at the archive's end says (APPNOTE 4.3.14 to 4.3.16).
struct ZipDirectory: Hashable {
  var range: Range<Int>
  /// The number of entries.
  var count: Int

  private static let endByteCount = 22
  private static let locatorByteCount = 20

  init(_ source: ByteSource) throws(FileError) {
    let end = try Self.end(of: source)
    var reader = try ByteReader(source, end..<source.count, of: "the archive's end")
    _ = try reader.bytes(10)
    var count = Int(try reader.integer(UInt16.self))
    var size = Int(try reader.integer(UInt32.self))
    var offset = Int(try reader.integer(UInt32.self))
    if count == UInt16.max || size == UInt32.max || offset == UInt32.max {
      (count, size, offset) = try Self.wideFields(of: source, before: end) ?? (count, size, offset)
    }
    let (upper, overflow) = offset.addingReportingOverflow(size)
    guard !overflow, upper <= end else {
      throw source.context.error(
        "the archive's directory lies outside the file", atByte: end, fix: "fetch the file again")
    }
    range = offset..<upper
    self.count = count
  }

  /// The place of the record that ends the archive; only a comment follows it, whose length it tells.
  private static func end(of source: ByteSource) throws(FileError) -> Int {
    let start = max(0, source.count - endByteCount - Int(UInt16.max))
    let tail = try source.bytes(start..<source.count)
    let signature = ZipEntry.Signature.end.littleEndianBytes
    for index in (0...max(0, tail.count - endByteCount)).reversed()
    where tail[index...].starts(with: signature) {
      guard index + endByteCount <= tail.count else { continue }
      let commentCount = Int(tail[index + 20]) | Int(tail[index + 21]) << 8
      if index + endByteCount + commentCount == tail.count { return start + index }
    }
    throw source.context.error(
      "the file does not end as a zip archive does, which an NPZ file is", atByte: source.count,
      fix: "save it with numpy.savez, or fetch it again")
  }

  /// The fields that do not fit into the record at the end, when there is a larger one.
  private static func wideFields(
    of source: ByteSource, before end: Int
  ) throws(FileError) -> (count: Int, size: Int, offset: Int)? {
    guard end >= locatorByteCount else { return nil }
    var locator = try ByteReader(source, end - locatorByteCount..<end, of: "the archive's end")
    guard try locator.integer(UInt32.self) == ZipEntry.Signature.locator64 else { return nil }
    _ = try locator.bytes(4)
    let start = try locator.size()
    guard start <= end - locatorByteCount else {
      throw locator.error("the archive's end lies outside the file")
    }
    var reader = try ByteReader(source, start..<end - locatorByteCount, of: "the archive's end")
    guard try reader.integer(UInt32.self) == ZipEntry.Signature.end64 else {
      throw reader.error("the archive's end is damaged")
    }
    _ = try reader.bytes(28)
    return (try reader.size(), try reader.size(), try reader.size())
  }
}
