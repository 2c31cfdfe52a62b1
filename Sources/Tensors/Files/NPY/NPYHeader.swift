// SPDX-License-Identifier: Apache-2.0

/// What comes before the numbers in an NPY file: their type, order and shape, as a dictionary in Python's syntax
/// (NEP 1; `numpy.lib.format`).
struct NPYHeader: Hashable, Sendable {
  var format: ElementFormat
  /// Whether the first index runs fastest.
  var isFortranOrder = false
  var extents: [Int]
  /// The number of bytes before the numbers.
  var byteCount: Int

  /// The longest dictionary that is read. NumPy refuses longer ones, too.
  static let longest = 10_000
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Reads the header of a file.
  ///
  /// - Throws: `FileError` unless it is one of version 1.0, 2.0 or 3.0 with numbers of a type that is read, and the
  ///   numbers fill the rest of the file.
  init(_ source: ByteSource) throws(FileError) {
    let prefix = try source.bytes(0..<min(12, source.count))
    guard prefix.starts(with: Self.magic) else {
      throw source.context.error(
        "the file does not begin as an NPY file does", atByte: 0, fix: "save it with numpy.save")
    }
    var reader = try ByteReader(source, 6..<prefix.count, of: "the header")
    let version = try (reader.integer(UInt8.self), reader.integer(UInt8.self))
    guard (1...3).contains(version.0), version.1 == 0 else {
      throw source.context.error("version \(version.0).\(version.1) is none of 1.0, 2.0 and 3.0", atByte: 6)
    }
    let length = Int(
      version.0 == 1 ? UInt32(try reader.integer(UInt16.self)) : try reader.integer(UInt32.self))
    guard length <= Self.longest, length <= source.count - reader.position else {
      throw source.context.error(
        "a header of \(length) bytes is longer than the file or than \(Self.longest)", atByte: 8,
        fix: "fetch the file again")
    }
    let range = reader.position..<reader.position + length
    var parser = NPYHeaderParser(try source.bytes(range), at: range.lowerBound, context: source.context)
    (format, isFortranOrder, extents) = try parser.dictionary()
    byteCount = range.upperBound
    guard let size = format.type.size(extents: extents) else {
      throw source.context.error("the shape \(extents) has too many elements", atByte: range.lowerBound)
    }
    guard size.bytes == source.count - byteCount else {
      throw source.context.error(
        "\(format.type) numbers of shape \(extents) take \(size.bytes) bytes, but \(source.count - byteCount) follow",
        atByte: byteCount, fix: "fetch or save the file again")
    }
  }

  /// The header of numbers that are written, in C order.
  init(_ type: ElementType, _ shape: Shape) {
    format = ElementFormat(type: type)
    extents = shape.extents
    byteCount = 0
    byteCount = bytes.count
  }

  /// The header as NumPy writes it, of version 1.0, of a floating-point type.
  var bytes: [UInt8] {
    let shape = extents.map(String.init).joined(separator: ", ") + (extents.count == 1 ? "," : "")
    var text = "{'descr': '<f\(format.type.byteCount)', 'fortran_order': False, 'shape': (\(shape)), }"
    // NumPy leaves room for the first extent to grow in place, then aligns the numbers.
    if let first = extents.first { text += spaces(21 - String(first).count) }
    text += spaces(64 - (Self.magic.count + 4 + text.utf8.count + 1) % 64) + "\n"
    return Self.magic + [1, 0] + UInt16(text.utf8.count).littleEndianBytes + text.utf8
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
