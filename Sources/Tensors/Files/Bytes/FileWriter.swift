// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file being written, through which all formats write.
///
/// The bytes go to a file beside the one that they replace; it takes that one's name only when all are on the disk.
/// Whatever happens, the path leads to the whole old content or to the whole new one.
package struct FileWriter: ~Copyable {
  private let context: FileContext
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  private static var capacity: Int { 1 << 18 }

  private init(_ context: FileContext, _ descriptor: Int32) {
    self.context = context
    self.descriptor = descriptor
    buffer.reserveCapacity(Self.capacity)
  }

  /// Replaces the content of a file, or makes it, with what `content` writes.
  ///
  /// A symbolic link is followed and permissions are kept. A pipe or a device is written to as it is.
  ///
  /// - Parameter previous: The path that the file takes, if there is one, before the new one takes its place; `nil` for
  ///   none.
  /// - Throws: `FileError` of the system, or of `content`; the file is then as it was.
  package static func write(
    _ context: FileContext, keeping previous: String? = nil,
    _ content: (inout FileWriter) throws(FileError) -> Void
  ) throws(FileError) {
    guard !context.path.utf8.contains(0) else { throw context.error("the path has a NUL byte") }
    var status = stat()
    let exists = stat(context.path, &status) == 0
    guard !exists || status.st_mode & S_IFMT == S_IFREG else {
      let descriptor = open(context.path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw context.systemError("cannot write to the path") }
      defer { close(descriptor) }
      return try fill(descriptor, context, content)
    }
    let target = Target(context.path)
    let descriptor = open(target.temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw context.systemError("cannot write in the folder") }
    do throws(FileError) {
      defer { close(descriptor) }
      try fill(descriptor, context, content)
      if exists { fchmod(descriptor, status.st_mode & 0o7777) }
      guard fsync(descriptor) == 0 else { throw context.systemError("cannot write the file") }
    } catch {
      unlink(target.temporary)
      throw error
    }
    let isKept = previous.map { !exists || rename(target.path, $0) == 0 } ?? true
    guard isKept, rename(target.temporary, target.path) == 0 else {
      let error = context.systemError("cannot replace the file")
      unlink(target.temporary)
      throw error
    }
    // Without this a crash of the system could undo the renaming.
    let folder = open(target.folder, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    defer { close(folder) }
    fsync(folder)
  }

  private static func fill(
    _ descriptor: Int32, _ context: FileContext, _ content: (inout FileWriter) throws(FileError) -> Void
  ) throws(FileError) {
    var writer = FileWriter(context, descriptor)
    try content(&writer)
    try writer.flush()
  }

  /// Appends bytes.
  package mutating func append(_ bytes: some Collection<UInt8>) throws(FileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Appends text as UTF-8.
  package mutating func append(_ text: String) throws(FileError) { try append(text.utf8) }

  /// Appends numbers in little-endian order, without a copy.
  package mutating func append<Scalar: Real>(scalars: [Scalar]) throws(FileError) {
    try flush()
    try scalars.withLittleEndianBytes { (bytes) throws(FileError) in try write(bytes) }
  }

  private mutating func flush() throws(FileError) {
    try buffer.withUnsafeBufferPointer { (bytes) throws(FileError) in try write(UnsafeRawBufferPointer(bytes))
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = systemWrite(descriptor, rest)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw context.systemError("cannot write the file") }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }
}

// Inside the type the C function's name means its member.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

/// The file that a path leads to, and one beside it to write to first.
private struct Target {
  var path: String
  var folder: String
  var temporary: String

  init(_ path: String) {
    var path = path
    if let resolved = realpath(path, nil) {
      path = String(cString: resolved)
      free(resolved)
    }
    self.path = path
    folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    // The rename must stay within one file system, so the temporary file lies in the same folder.
    temporary = folder + ".wengert-\(String(UInt64.random(in: 0...(.max)), radix: 16)).tmp"
    if folder.isEmpty { folder = "." }
  }
}
