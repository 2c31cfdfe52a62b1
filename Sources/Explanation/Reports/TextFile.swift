// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that is replaced as a whole.
enum TextFile {
  /// Writes the text beside the file and renames it, so that no reader ever sees a part.
  static func write(_ text: String, to path: String) throws(ReportError) {
    let beside = "\(path).\(getpid()).tmp"
    guard let file = fopen(beside, "wx") else { throw failure(path) }
    let isWritten = fputs(text, file) >= 0 && fflush(file) == 0 && fsync(fileno(file)) == 0
    let isClosed = fclose(file) == 0
    guard isWritten, isClosed, rename(beside, path) == 0 else {
      let error = failure(path)
      unlink(beside)
      throw error
    }
  }

  private static func failure(_ path: String) -> ReportError {
    .file(path, reason: strerror(errno).map { String(cString: $0) } ?? "it cannot be written")
  }
}
