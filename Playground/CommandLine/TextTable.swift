// SPDX-License-Identifier: Apache-2.0

/// A table of text with aligned columns.
struct TextTable: CustomStringConvertible {
  /// Which side of its column a cell keeps to: words left, numbers right.
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  private var rows: [[String]]

  /// An empty table with the given column headings.
  init(_ columns: [(heading: String, alignment: Alignment)]) {
    alignments = columns.map(\.alignment)
    rows = [columns.map(\.heading)]
  }

  /// Adds a row; cells beyond the last column are left out.
  mutating func append(_ cells: [String]) { rows.append(cells) }

  /// The headings, a rule, and the rows, without a newline at the end.
  var description: String {
    let widths = alignments.indices.map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    var lines = rows.map { row in
      zip(row, zip(widths, alignments)).map { cell, column in
        cell.padded(to: column.0, alignment: column.1)
      }.joined(separator: "  ").trimmingTrailingSpaces()
    }
    lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), at: 1)
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// This text with spaces on the side that `alignment` leaves free, `width` characters in all.
  func padded(to width: Int, alignment: TextTable.Alignment) -> String {
    let padding = String(repeating: " ", count: Swift.max(0, width - count))
    return alignment == .left ? self + padding : padding + self
  }

  fileprivate func trimmingTrailingSpaces() -> String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
