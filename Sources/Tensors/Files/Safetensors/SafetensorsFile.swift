// SPDX-License-Identifier: Apache-2.0

/// A safetensors file, the format for the weights of models, opened: tensors are read on demand.
///
/// The format is that of the `safetensors` package (its README, "Format"): a header in JSON, then the numbers. Types of
/// 8 bits and more are read, but for the 8-bit floating-point ones. The header must describe every byte of the file
/// once.
public struct SafetensorsFile: Sendable {
  /// The names of the tensors in the header's order.
  public var names: [String] { header.entries.map(\.name) }
  /// The texts that were saved beside the tensors.
  public var metadata: [String: String] { header.metadata }

  private let header: SafetensorsHeader
  private let entries: [String: SafetensorsHeader.Entry]
  private let source: ByteSource

  /// Opens the file at `path` and reads its header.
  ///
  /// - Throws: `FileError` when it cannot be opened, or its header is damaged or does not agree with the file's size.
  /// - Complexity: O(*n* log *n*) for *n* tensors; the numbers are not read.
  public init(_ path: String) throws(FileError) { try self.init(ByteSource(FileContext(path, .safetensors))) }

  init(_ source: ByteSource) throws(FileError) {
    self.source = source
    header = try SafetensorsHeader(source)
    entries = Dictionary(uniqueKeysWithValues: header.entries.map { ($0.name, $0) })
  }

  /// The shape of the tensor of a name; `nil` when there is none.
  public func shape(of name: String) -> Shape? { entries[name].map { Shape($0.extents) } }

  /// The type of the numbers of the tensor of a name; `nil` when there is none.
  public func elementType(of name: String) -> ElementType? { entries[name]?.type }

  /// The tensor of a name. Numbers of another type than `Scalar` are rounded to nearest; `true` is 1.
  ///
  /// - Throws: `FileError` when there is none of the name, or the file cannot be read.
  /// - Complexity: O(count).
  public func tensor<Scalar: Real>(
    named name: String, of type: Scalar.Type = Scalar.self
  ) throws(FileError) -> Tensor<Scalar> {
    guard let entry = entries[name] else {
      let all = names.map(\.quoted).joined(separator: ", ")
      throw source.context.error("there is no tensor \(name.quoted)", fix: "the names are \(all)")
    }
    let shape = Shape(entry.extents)
    let scalars: [Scalar] = try source.scalars(
      ElementFormat(type: entry.type), from: header.byteCount + entry.range.lowerBound,
      count: shape.elementCount)
    return Tensor(unchecked: scalars, shape: shape)
  }
}

extension NamedTensors {
  /// Reads all the tensors of a safetensors file in its order. Numbers of another type than `Scalar` are rounded to
  /// nearest; `true` is 1. `SafetensorsFile` reads single tensors, and the metadata.
  ///
  /// - Throws: `FileError` when the file cannot be read, or is damaged.
  /// - Complexity: O(size).
  public init(safetensors path: String) throws(FileError) {
    let file = try SafetensorsFile(path)
    self.init()
    for name in file.names { self[name] = try file.tensor(named: name) }
  }

  /// Writes the tensors as a safetensors file, in their order, with `metadata` beside them. Equal content gives equal
  /// bytes. An existing file is replaced at once or, on an error, not at all.
  ///
  /// - Throws: `FileError` when the file cannot be written, a tensor is called `__metadata__`, or the header would be
  ///   longer than the format allows.
  /// - Complexity: O(size).
  public func write(safetensors path: String, metadata: [String: String] = [:]) throws(FileError) {
    try write(safetensors: path, metadata: metadata, keeping: nil)
  }

  /// The same, with a path that an existing file takes instead of being replaced.
  func write(
    safetensors path: String, metadata: [String: String], keeping previous: String?
  ) throws(FileError) {
    let context = FileContext(path, .safetensors)
    guard self[SafetensorsHeader.metadataKey] == nil else {
      throw context.error("no tensor can be called \(SafetensorsHeader.metadataKey)", fix: "rename it")
    }
    let header = SafetensorsHeader(self, metadata: metadata)
    guard header.byteCount - 8 <= SafetensorsHeader.longest else {
      throw context.error(
        "the header takes \(header.byteCount - 8) bytes, more than \(SafetensorsHeader.longest)")
    }
    try FileWriter.write(context, keeping: previous) { (file) throws(FileError) in
      try file.append(header.bytes)
      for (_, tensor) in self { try file.append(scalars: tensor.scalars) }
    }
  }
}
