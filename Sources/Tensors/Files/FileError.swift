// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a file, or with reading or writing it.
public struct FileError: Error, Hashable, CustomStringConvertible {
  /// The file formats that are read and written.
  public enum Format: String, Hashable, Sendable, CustomStringConvertible {
    /// One array, as NumPy saves it.
    case npy = "NPY"
    /// An archive of arrays, as NumPy saves it.
    case npz = "NPZ"
    /// Named tensors with metadata.
    case safetensors
    /// Comma-separated values.
    case csv = "CSV"
    /// One JSON object a line.
    case jsonLines = "JSON Lines"
    /// A page for a browser.
    case html = "HTML"
    /// A drawing.
    case svg = "SVG"

    /// The name in texts.
    public var description: String { rawValue }
  }

  /// A place in a file.
  public enum Position: Hashable, Sendable {
    /// The number of bytes before the place.
    case byte(Int)
    /// A line, and a column in it in Unicode scalars, both counted from 1.
    case line(Int, column: Int)
  }

  /// The file. A member of an archive stands in parentheses behind it.
  public let path: String
  /// The format that the file was read or written as.
  public let format: Format
  /// Where in the file, when the fault has a place.
  public let position: Position?
  /// What is wrong.
  public let reason: String
  /// The likely fix, when there is one.
  public let fix: String?

  /// An error about the file at `path`.
  public init(path: String, format: Format, at position: Position?, _ reason: String, fix: String?) {
    self.path = path
    self.format = format
    self.position = position
    self.reason = reason
    self.fix = fix
  }

  /// One line: `data.csv:3:7: CSV: "tall" in column "height" is no number; declare ...`. The place comes as in a
  /// compiler's messages, so that editors can jump to it.
  public var description: String {
    let advice = fix.map { "; " + $0 } ?? ""
    let place =
      switch position {
      case .byte(let offset): ": \(format): byte \(offset): "
      case .line(let line, let column): ":\(line):\(column): \(format): "
      case nil: ": \(format): "
      }
    return path + place + reason + advice
  }
}
