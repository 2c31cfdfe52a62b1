// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Where a command writes: results to standard output, all else to standard error.
struct Console {
  /// Writes text to standard output, as it is.
  let write: (String) -> Void
  /// Writes text to standard error, as it is.
  let report: (String) -> Void
  /// The number of columns of the terminal on standard error on which a line can be rewritten; `nil` when
  /// there is none (a file, a pipe, `TERM=dumb`).
  let progressColumns: Int?

  /// Writes a line to standard output.
  func printLine(_ line: String) { write(line + "\n") }

  /// Writes a line to standard error.
  func reportLine(_ line: String) { report(line + "\n") }

  /// The same console without a terminal to show progress on.
  func withoutProgress() -> Console { Console(write: write, report: report, progressColumns: nil) }

  /// A console that drops everything.
  static var silent: Console { Console(write: { _ in }, report: { _ in }, progressColumns: nil) }

  /// The streams of this process.
  static var system: Console {
    Console(
      write: { writeAll($0, to: STDOUT_FILENO) },
      report: { writeAll($0, to: STDERR_FILENO) },
      progressColumns: terminalColumns(of: STDERR_FILENO))
  }

  /// Writes past the buffers of the C library, so that the two streams keep their order on a terminal.
  private static func writeAll(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }

  private static func terminalColumns(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    guard let terminal = getenv("TERM").map({ String(cString: $0) }), terminal != "dumb" else { return nil }
    var size = winsize()
    let known = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return known ? Int(size.ws_col) : 80
  }
}
