// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A table of a trace, before it is text, Markdown or HTML.
struct TraceTable {
  let title: String
  let columns: [String]
  let rows: [[String]]

  var text: TextTable {
    var table = TextTable(columns.map { ($0, .left) }, isRuled: true)
    for row in rows { table.append(row) }
    return table
  }

  /// The table with cells shortened so that lines have at most so many characters, as far as columns of eight allow.
  func narrowed(to width: Int) -> TraceTable {
    var widths = columns.indices.map { column in
      max(columns[column].count, rows.map { $0[column].count }.max() ?? 0)
    }
    // The labels stay; of the other columns the widest gives way first.
    while widths.reduce(2 * (widths.count - 1), +) > width {
      guard let widest = widths.indices.dropFirst().max(by: { widths[$0] < widths[$1] }), widths[widest] > 8
      else { break }
      widths[widest] -= 1
    }
    func shortened(_ cells: [String]) -> [String] {
      zip(cells, widths).map { cell, width in cell.count <= width ? cell : cell.prefix(width - 1) + "…" }
    }
    return TraceTable(title: title, columns: shortened(columns), rows: rows.map(shortened))
  }

  /// The table for a page.
  func reportTable() throws(ReportError) -> ReportTable {
    try ReportTable(columns, rows: rows, caption: title)
  }
}
