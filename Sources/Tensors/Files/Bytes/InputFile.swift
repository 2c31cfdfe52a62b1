// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file opened for reading; closed when the last reference goes.
///
/// Files are read with system calls, not mapped into memory: the process would be killed if a mapped file were cut
/// short meanwhile.
final class InputFile: Sendable {
  let context: FileContext
  /// The number of bytes; `nil` for pipes and devices, which can only be read in order.
  let size: Int?
  private let descriptor: Int32

  /// Opens the file.
  init(_ context: FileContext) throws(FileError) {
    // A path with a NUL would name another file.
    guard !context.path.utf8.contains(0) else { throw context.error("the path has a NUL byte") }
    let descriptor = open(context.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw context.systemError("cannot open the file") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      let error =
        isFolder ? context.error("the path is a folder") : context.systemError("cannot read the file")
      close(descriptor)
      throw error
    }
    self.context = context
    self.descriptor = descriptor
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  deinit { close(descriptor) }

  /// Fills `buffer` with the bytes from `offset` on.
  ///
  /// - Throws: `FileError` when the file ends before, or cannot be read.
  func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(FileError) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw context.systemError("cannot read the file") }
      guard count > 0 else {
        throw context.error("the file ends here, it was longer when it was opened", atByte: offset + done)
      }
      done += count
    }
  }

  /// Puts the bytes that come next into `buffer`, as many as there are for now.
  ///
  /// - Returns: How many there were; 0 at the end of the file.
  func readNext(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw context.systemError("cannot read the file") }
    }
  }
}

extension FileContext {
  /// The error of the system call that has just failed.
  func systemError(_ reason: String) -> FileError {
    let code = errno
    let fix: String? =
      switch code {
      case ENOENT: "check the path and that its folder exists"
      case EACCES, EPERM: "check the permissions"
      case ENOSPC: "free some space on the disk"
      default: nil
      }
    return error("\(reason): \(String(cString: strerror(code)))", fix: fix)
  }
}

/// Whether there is something at a path.
package func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }
