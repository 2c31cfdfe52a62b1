// SPDX-License-Identifier: Apache-2.0

/// Bytes that a format is read from on demand: a part of a file, or what was unpacked from one.
///
/// Whoever reads has checked the range against `count`, so nothing is allocated beyond what is there.
struct ByteSource: Sendable {
  private enum Storage {
    case file(InputFile, start: Int)
    case memory([UInt8])
  }

  /// The number of bytes.
  let count: Int
  /// What errors are about; places count from the first byte of this source.
  let context: FileContext
  private let storage: Storage

  /// The whole of a file.
  ///
  /// - Throws: `FileError` when it cannot be opened, or is none that can be read at any place.
  init(_ context: FileContext) throws(FileError) {
    let file = try InputFile(context)
    guard let size = file.size else {
      throw context.error("not a regular file", fix: "copy it to one, the format is not read from a pipe")
    }
    self.init(count: size, context: context, storage: .file(file, start: 0))
  }

  /// Bytes in memory.
  init(_ bytes: [UInt8], context: FileContext) {
    self.init(count: bytes.count, context: context, storage: .memory(bytes))
  }

  private init(count: Int, context: FileContext, storage: Storage) {
    self.count = count
    self.context = context
    self.storage = storage
  }

  /// Fills `buffer` with the bytes from `offset` on; they must lie within the source.
  func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(FileError) {
    switch storage {
    case .file(let file, let start): try file.fill(buffer, from: start + offset)
    case .memory(let bytes): buffer.copyBytes(from: bytes[offset..<offset + buffer.count])
    }
  }

  /// The bytes of a range, which must lie within the source.
  func bytes(_ range: Range<Int>) throws(FileError) -> [UInt8] {
    if case .memory(let bytes) = storage { return Array(bytes[range]) }
    return try Array(capacity: range.count) { (output: inout OutputSpan<UInt8>) throws(FileError) in
      try output.withUnsafeMutableBufferPointer { (buffer, count) throws(FileError) in
        try fill(UnsafeMutableRawBufferPointer(buffer), from: range.lowerBound)
        count = range.count
      }
    }
  }

  /// A part of the bytes, which must lie within the source, as the source of a member of an archive.
  func part(_ range: Range<Int>, member name: String) -> ByteSource {
    let storage: Storage =
      switch storage {
      case .file(let file, let start): .file(file, start: start + range.lowerBound)
      case .memory(let bytes): .memory(Array(bytes[range]))
      }
    return ByteSource(count: range.count, context: context.member(name), storage: storage)
  }
}
