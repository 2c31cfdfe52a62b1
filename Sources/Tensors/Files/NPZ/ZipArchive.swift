// SPDX-License-Identifier: Apache-2.0

/// A zip archive opened for reading (PKWARE APPNOTE 6.3.10), with or without the extensions for files beyond 4 GB.
struct ZipArchive: Sendable {
  /// The files in it, in the order of its directory; no two of the same name.
  let entries: [ZipEntry]
  private let source: ByteSource

  /// Opens an archive and reads its directory.
  init(_ source: ByteSource) throws(FileError) {
    let directory = try ZipDirectory(source)
    var reader = try ByteReader(source, directory.range, of: "the archive's directory")
    var entries: [ZipEntry] = []
    var names: Set<String> = []
    while reader.position < directory.range.upperBound {
      let entry = try ZipEntry(&reader)
      guard names.insert(entry.name).inserted else {
        throw reader.error("two entries have the name \(entry.name.quoted)")
      }
      entries.append(entry)
    }
    guard entries.count == directory.count else {
      throw reader.error("the directory has \(entries.count) entries, not \(directory.count)")
    }
    // Entries that share data are a known way to make a small file unpack to a huge one.
    let ordered = entries.sorted { $0.offset < $1.offset }
    let ends = ordered.dropFirst().map(\.offset) + [directory.range.lowerBound]
    for (entry, end) in zip(ordered, ends) where entry.compressedSize > end - entry.offset {
      throw source.context.error("\(entry.name.quoted) overlaps with what follows it", atByte: entry.offset)
    }
    self.entries = entries
    self.source = source
  }

  /// The unpacked content of an entry, found to agree with its checksum. What is stored as it is stays in the file.
  func content(of entry: ZipEntry) throws(FileError) -> ByteSource {
    let data = try source.part(entry.dataRange(in: source), member: entry.name)
    let content =
      switch entry.method {
      case 0: data
      case 8: try unpacked(data, size: entry.size)
      default:
        throw data.context.error(
          "compression method \(entry.method) is not read",
          fix: "save with numpy.savez or numpy.savez_compressed")
      }
    guard content.count == entry.size else {
      throw data.context.error(
        "there are \(content.count) bytes, not \(entry.size)", fix: "fetch the file again")
    }
    guard try content.checksum() == entry.checksum else {
      throw data.context.error("the checksum is wrong, the data are damaged", fix: "fetch the file again")
    }
    return content
  }

  private func unpacked(_ data: ByteSource, size: Int) throws(FileError) -> ByteSource {
    let compressed = try data.bytes(0..<data.count)
    do throws(InflateError) {
      return ByteSource(try inflated(compressed, size: size), context: data.context)
    } catch {
      throw data.context.error(error.description, fix: "fetch the file again")
    }
  }
}

extension ByteSource {
  /// The checksum of all the bytes, read in blocks.
  fileprivate func checksum() throws(FileError) -> UInt32 {
    let blockSize = 1 << 18
    var checksum = CRC32()
    for start in stride(from: 0, to: count, by: blockSize) {
      checksum.update(try bytes(start..<min(start + blockSize, count)))
    }
    return checksum.value
  }
}
