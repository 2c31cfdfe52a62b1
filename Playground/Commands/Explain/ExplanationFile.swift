// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A page or a drawing to be written.
struct ExplanationFile {
  let name: String
  private let content: String
  private let format: FileError.Format

  init(_ name: String, _ content: String, _ format: FileError.Format) {
    (self.name, self.content, self.format) = (name, content, format)
  }

  var isDrawing: Bool { format == .svg }

  /// Writes the file, all of it or nothing.
  func write(into folder: String) throws(FileError) {
    try FileWriter.write(FileContext("\(folder)/\(name)", format)) { (file) throws(FileError) in
      try file.append(content)
    }
  }
}
