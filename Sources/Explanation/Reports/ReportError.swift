// SPDX-License-Identifier: Apache-2.0

/// What can go wrong with a report.
public enum ReportError: Error, Hashable {
  /// A row of a table has another number of cells than there are columns.
  case row(Int, cells: Int, columns: Int)
  /// A slider without frames.
  case noFrames(String)
  /// A link that leads out of the folder of the page.
  case link(String)
}

extension ReportError: CustomStringConvertible {
  /// One line that says what to do.
  public var description: String {
    switch self {
    case .row(let row, let cells, let columns):
      "row \(row) of the table has \(cells) cells; there are \(columns) columns"
    case .noFrames(let caption): "the slider \"\(caption)\" has no frames"
    case .link(let target):
      "\"\(target)\" is not the name of a file beside the page; links take letters, digits and - _ . / #"
    }
  }
}
