// SPDX-License-Identifier: Apache-2.0

/// An NPZ file, NumPy's archive of arrays by name, opened: arrays are read on demand.
///
/// That is a zip archive of NPY files (PKWARE APPNOTE 6.3.10), as `numpy.savez` and `numpy.savez_compressed` write it:
/// stored, or compressed by DEFLATE (RFC 1951); beyond 4 GB, too. Checksums are compared.
public struct NPZFile: Sendable {
  /// The names of the arrays in the order in which they were saved.
  public var names: [String] { entries.map(\.name) }

  private let entries: [(name: String, entry: ZipEntry)]
  private let archive: ZipArchive
  private let context: FileContext

  /// Opens the file at `path` and reads its directory.
  ///
  /// - Throws: `FileError` when it cannot be opened or is no zip archive, or holds other files than NPY files.
  public init(_ path: String) throws(FileError) { try self.init(ByteSource(FileContext(path, .npz))) }

  init(_ source: ByteSource) throws(FileError) {
    context = source.context
    archive = try ZipArchive(source)
    var entries: [(name: String, entry: ZipEntry)] = []
    for entry in archive.entries {
      guard entry.name.hasSuffix(".npy") else {
        throw context.error("\(entry.name.quoted) in the archive is no NPY file")
      }
      entries.append((String(entry.name.dropLast(4)), entry))
    }
    self.entries = entries
  }

  /// The array of a name, opened. What is compressed is unpacked into memory.
  ///
  /// - Throws: `FileError` when there is none of the name, it does not agree with its checksum, or is no NPY file of
  ///   numbers.
  /// - Complexity: O(size of the array), for the checksum.
  public func array(named name: String) throws(FileError) -> NPYFile {
    guard let entry = entries.first(where: { $0.name == name })?.entry else {
      let all = names.map(\.quoted).joined(separator: ", ")
      throw context.error("there is no array \(name.quoted)", fix: "the names are \(all)")
    }
    return try NPYFile(archive.content(of: entry))
  }

  /// The array of a name. Numbers of another type than `Scalar` are rounded to nearest; `true` is 1.
  ///
  /// - Throws: `FileError` as `array(named:)` does.
  /// - Complexity: O(count) time; memory for the result, and as much again for what is compressed or in Fortran order.
  public func tensor<Scalar: Real>(
    named name: String, of type: Scalar.Type = Scalar.self
  ) throws(FileError) -> Tensor<Scalar> {
    try array(named: name).tensor()
  }
}

extension NamedTensors {
  /// Reads all the arrays of an NPZ file, in its order, as `numpy.savez` and `numpy.savez_compressed` write it. Numbers
  /// of another type than `Scalar` are rounded to nearest; `true` is 1. `NPZFile` reads single arrays.
  ///
  /// - Throws: `FileError` when the file cannot be read, holds other things than arrays of numbers, or is damaged.
  /// - Complexity: O(size) time and memory.
  public init(npz path: String) throws(FileError) {
    let file = try NPZFile(path)
    self.init()
    for name in file.names { self[name] = try file.tensor(named: name) }
  }

  /// Writes the tensors as an NPZ file, uncompressed: the bytes that `numpy.savez` would write. An existing file is
  /// replaced at once or, on an error, not at all.
  ///
  /// - Throws: `FileError` when the file cannot be written, or a name is too long for the format.
  /// - Complexity: O(size) time.
  public func write(npz path: String) throws(FileError) {
    let context = FileContext(path, .npz)
    try FileWriter.write(context) { (file) throws(FileError) in
      var archive = ZipWriter()
      for (name, tensor) in self {
        guard name.utf8.count <= 1 << 15 else { throw context.error("the name \(name.quoted) is too long") }
        try archive.append(name + ".npy", ZipContent(tensor), to: &file)
      }
      try archive.finish(&file)
    }
  }
}

extension ZipContent {
  /// The tensor as an NPY file.
  fileprivate init<Scalar: Real>(_ tensor: Tensor<Scalar>) {
    let header = NPYHeader(ElementType(of: Scalar.self), tensor.shape).bytes
    var checksum = CRC32()
    checksum.update(header)
    tensor.scalars.withLittleEndianBytes { checksum.update($0) }
    count = header.count + tensor.count * MemoryLayout<Scalar>.size
    self.checksum = checksum.value
    write = { (file) throws(FileError) in
      try file.append(header)
      try file.append(scalars: tensor.scalars)
    }
  }
}
