// SPDX-License-Identifier: Apache-2.0

/// Reads binary fields one after the other; reading past the end throws.
struct ByteReader {
  private let bytes: [UInt8]
  private let context: FileContext
  /// Where in the file the bytes begin.
  private let origin: Int
  /// What the bytes are, for errors.
  private let subject: String
  private var index = 0

  /// A reader of the bytes of a range of `source`, which must lie within it.
  init(_ source: ByteSource, _ range: Range<Int>, of subject: String) throws(FileError) {
    bytes = try source.bytes(range)
    context = source.context
    origin = range.lowerBound
    self.subject = subject
  }

  /// Where in the file the next field begins.
  var position: Int { origin + index }

  /// The next bytes.
  mutating func bytes(_ count: Int) throws(FileError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.count - index else {
      throw error("\(subject) ends here, but \(count) bytes more belong to it", fix: "fetch the file again")
    }
    index += count
    return bytes[index - count..<index]
  }

  /// The next integer in little-endian order.
  mutating func integer<Value: FixedWidthInteger & UnsignedInteger>(
    _ type: Value.Type
  ) throws(FileError) -> Value {
    try bytes(Value.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Value($1) }
  }

  /// The next unsigned 64-bit integer in little-endian order, which is a size or a place in the file.
  ///
  /// - Throws: `FileError` too when no file is that large.
  mutating func size() throws(FileError) -> Int {
    let start = position
    guard let size = Int(exactly: try integer(UInt64.self)) else {
      throw context.error("a size of \(subject) is beyond 2^63", atByte: start)
    }
    return size
  }

  /// An error where the next field begins.
  func error(_ reason: String, fix: String? = nil) -> FileError {
    context.error(reason, atByte: position, fix: fix)
  }
}
