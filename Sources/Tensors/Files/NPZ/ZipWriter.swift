// SPDX-License-Identifier: Apache-2.0

/// Writes a zip archive of stored files, the bytes that Python's `zipfile` writes for `numpy.savez`: every file is
/// dated 1 January 1980, so equal content gives equal bytes.
struct ZipWriter {
  private var offset = 0
  private var directory: [UInt8] = []
  private var count = 0

  /// Sizes and places beyond this go to extra fields with 64 bits; where Python draws the line.
  private static let narrowLimit = Int(Int32.max)
  /// The version that an unpacking program must know: 4.5, for the extra fields with 64 bits.
  private static let version: UInt16 = 45
  private static let firstOfJanuary1980: UInt16 = 1 << 5 | 1

  /// Appends a file.
  mutating func append(
    _ name: String, _ content: ZipContent, to file: inout FileWriter
  ) throws(FileError) {
    // Bit 11 says that the name is UTF-8.
    let flags: UInt16 = name.utf8.allSatisfy { $0 < 128 } ? 0 : 1 << 11
    let size = content.count
    let common: [UInt8] =
      Self.version.littleEndianBytes + flags.littleEndianBytes + Self.zeros(4)
      + Self.firstOfJanuary1980.littleEndianBytes + content.checksum.littleEndianBytes
    let header =
      ZipEntry.Signature.localHeader.littleEndianBytes + common + Self.narrow([.max, .max])
      + UInt16(name.utf8.count).littleEndianBytes + UInt16(20).littleEndianBytes + name.utf8
      + Self.wideField([size, size])
    try file.append(header)
    try content.write(&file)

    let wide = (size > Self.narrowLimit ? [size, size] : []) + (offset > Self.narrowLimit ? [offset] : [])
    let extra = wide.isEmpty ? [] : Self.wideField(wide)
    directory +=
      ZipEntry.Signature.entry.littleEndianBytes + (3 << 8 | Self.version).littleEndianBytes + common
      + Self.narrow([size, size]) + UInt16(name.utf8.count).littleEndianBytes
      + UInt16(extra.count).littleEndianBytes + Self.zeros(6) + (UInt32(0o600) << 16).littleEndianBytes
      + Self.narrow([offset]) + name.utf8 + extra
    offset += header.count + size
    count += 1
  }

  /// Appends the directory, which ends the archive.
  func finish(_ file: inout FileWriter) throws(FileError) {
    try file.append(directory)
    let fields = [count, count, directory.count, offset].map { UInt64($0).littleEndianBytes }.joined()
    if count > Int(UInt16.max) || max(offset, directory.count) > Self.narrowLimit {
      try file.append(
        ZipEntry.Signature.end64.littleEndianBytes + UInt64(44).littleEndianBytes
          + Self.version.littleEndianBytes + Self.version.littleEndianBytes + Self.zeros(8) + fields)
      try file.append(
        ZipEntry.Signature.locator64.littleEndianBytes + Self.zeros(4)
          + UInt64(offset + directory.count).littleEndianBytes + UInt32(1).littleEndianBytes)
    }
    let narrowCount = UInt16(clamping: count).littleEndianBytes
    try file.append(
      ZipEntry.Signature.end.littleEndianBytes + Self.zeros(4) + narrowCount + narrowCount
        + UInt32(clamping: directory.count).littleEndianBytes + UInt32(clamping: offset).littleEndianBytes
        + Self.zeros(2))
  }

  private static func zeros(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }

  /// Fields with 32 bits; all ones where the value stands elsewhere.
  private static func narrow(_ values: [Int]) -> [UInt8] {
    values.flatMap { ($0 > narrowLimit ? UInt32.max : UInt32($0)).littleEndianBytes }
  }

  private static func wideField(_ values: [Int]) -> [UInt8] {
    UInt16(1).littleEndianBytes + UInt16(8 * values.count).littleEndianBytes
      + values.flatMap { UInt64($0).littleEndianBytes }
  }
}

/// What is written as a file of an archive.
struct ZipContent {
  var count: Int
  var checksum: UInt32
  var write: (inout FileWriter) throws(FileError) -> Void
}
