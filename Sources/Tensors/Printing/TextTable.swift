// SPDX-License-Identifier: Apache-2.0

/// A table of text with aligned columns, for reports on a terminal.
package struct TextTable: CustomStringConvertible {
  /// Which side of its column a cell keeps to: words left, numbers right.
  package enum Alignment { case left, right }

  private let alignments: [Alignment]
  private let isRuled: Bool
  private var rows: [[String]]

  /// An empty table.
  ///
  /// - Parameters:
  ///   - columns: The heading of each column and the side that its cells keep to.
  ///   - isRuled: Whether a line is drawn below the headings.
  package init(_ columns: [(heading: String, alignment: Alignment)], isRuled: Bool) {
    alignments = columns.map(\.alignment)
    rows = [columns.map(\.heading)]
    self.isRuled = isRuled
  }

  /// Adds a row; cells beyond the last column are left out.
  package mutating func append(_ cells: [String]) { rows.append(cells) }

  /// The headings and the rows, without a newline at the end.
  package var description: String {
    let widths = alignments.indices.map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    var lines = rows.map { row in
      let line = zip(row, zip(widths, alignments)).map { cell, column in
        cell.padded(to: column.0, alignment: column.1)
      }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    if isRuled {
      lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), at: 1)
    }
    return lines.joined(separator: "\n")
  }

  /// The headings and the rows as a table of Markdown.
  package var markdown: String {
    let rule = alignments.map { $0 == .left ? "---" : "---:" }
    return (rows[..<1] + [rule] + rows[1...]).map { cells in
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }
}

extension String {
  /// This text with spaces on the side that `alignment` leaves free, `width` characters in all.
  package func padded(to width: Int, alignment: TextTable.Alignment) -> String {
    let padding = String(repeating: " ", count: Swift.max(0, width - count))
    return alignment == .left ? self + padding : padding + self
  }
}
