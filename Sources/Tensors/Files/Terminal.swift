// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The streams of this process.
package enum Terminal {
  /// The stream of results.
  package static var output: Int32 { STDOUT_FILENO }
  /// The stream of all else.
  package static var error: Int32 { STDERR_FILENO }

  /// Writes text past the buffers of the C library, so that the two streams keep their order on a terminal.
  package static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { systemWrite(descriptor, $0) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }

  /// The width of the terminal that a stream goes to; `nil` when that is none on which a line can be rewritten (a file, a
  /// pipe, `TERM=dumb`).
  package static func columns(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    guard let terminal = getenv("TERM").map({ String(cString: $0) }), terminal != "dumb" else { return nil }
    var size = winsize()
    let known = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return known ? Int(size.ws_col) : 80
  }
}

// Inside the type the C function's name means its member.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
