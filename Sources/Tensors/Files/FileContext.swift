// SPDX-License-Identifier: Apache-2.0

/// The file that errors are about.
package struct FileContext: Sendable {
  package let path: String
  package let format: FileError.Format

  package init(_ path: String, _ format: FileError.Format) {
    self.path = path
    self.format = format
  }

  /// The context of a member of this archive.
  func member(_ name: String) -> FileContext { FileContext("\(path)(\(name))", format) }

  /// An error about this file.
  package func error(
    _ reason: String, at position: FileError.Position? = nil, fix: String? = nil
  ) -> FileError {
    FileError(path: path, format: format, at: position, reason, fix: fix)
  }

  /// An error at a byte of this file.
  func error(_ reason: String, atByte offset: Int, fix: String? = nil) -> FileError {
    error(reason, at: .byte(offset), fix: fix)
  }
}

extension String {
  /// The text in quotes for an error: cut short, and with what would break the line escaped.
  var quoted: String {
    let shown = unicodeScalars.prefix(40).map { $0.value < 32 ? $0.escaped(asASCII: true) : String($0) }
    return "\"\(shown.joined())\(unicodeScalars.count > 40 ? "..." : "")\""
  }
}
