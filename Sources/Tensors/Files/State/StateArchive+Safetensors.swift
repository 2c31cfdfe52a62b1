// SPDX-License-Identifier: Apache-2.0

extension StateArchive {
  private static let format = "wengert state 1"
  private static let ownTexts = ["format", "checksum"]

  /// Writes the archive as a safetensors file whose metadata hold the texts and a checksum.
  ///
  /// An existing file is replaced at once or, on an error, not at all.
  ///
  /// - Parameter previous: The path that an existing file takes instead of being replaced; `nil` for none. Whenever the
  ///   process ends, one of the two paths leads to a whole file.
  package func write(safetensors path: String, keeping previous: String? = nil) throws(FileError) {
    var metadata = texts
    metadata["format"] = Self.format
    metadata["checksum"] = checksum
    try tensors.write(safetensors: path, metadata: metadata, keeping: previous)
  }

  /// The archive in the safetensors file at `path`, to restore a state from.
  ///
  /// - Throws: `FileError` when it cannot be read, is damaged, or holds other things than a state.
  package init(safetensors path: String) throws(FileError) {
    try self.init(SafetensorsFile(path), FileContext(path, .safetensors))
  }

  init(_ file: SafetensorsFile, _ context: FileContext) throws(FileError) {
    guard file.metadata["format"] == Self.format else {
      throw context.error("the file holds no state of a run", fix: "name the file that training wrote")
    }
    var tensors = NamedTensors<Double>()
    for name in file.names { tensors[name] = try file.tensor(named: name) }
    self.init(
      restoring: tensors, texts: file.metadata.filter { !Self.ownTexts.contains($0.key) })
    guard file.metadata["checksum"] == checksum else {
      throw context.error("the file is damaged: its checksum is not that of its content")
    }
  }

  /// The checksum of all names, shapes, numbers and texts.
  private var checksum: String {
    var crc = CRC32()
    for (key, text) in texts.sorted(by: { $0.key < $1.key }) { crc.update(Array("\(key)=\(text)\n".utf8)) }
    for (name, tensor) in tensors {
      crc.update(Array("\(name)\(tensor.shape)\n".utf8))
      tensor.scalars.withLittleEndianBytes { crc.update($0) }
    }
    return String(crc.value, radix: 16)
  }
}

extension Tensor {
  /// A checksum of the shape and the numbers. O(count).
  package var checksum: UInt32 {
    var crc = CRC32()
    crc.update(Array("\(shape)".utf8))
    scalars.withLittleEndianBytes { crc.update($0) }
    return crc.value
  }
}
