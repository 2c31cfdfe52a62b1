// SPDX-License-Identifier: Apache-2.0

/// A table of text. Columns of numbers stand to the right; the first cell of a row is its heading.
public struct ReportTable: Hashable, Sendable {
  /// What each column holds.
  public let columns: [String]
  /// A cell for each column, row by row.
  public let rows: [[String]]
  /// What the table shows.
  public let caption: String

  /// - Parameters:
  ///   - columns: What each column holds.
  ///   - rows: A cell for each column, with the marks of a ``Paragraph``.
  ///   - caption: What the table shows.
  /// - Throws: ``ReportError/row(_:cells:columns:)`` for the first row with more or fewer cells than columns.
  public init(_ columns: [String], rows: [[String]], caption: String = "") throws(ReportError) {
    if let row = rows.firstIndex(where: { $0.count != columns.count }) {
      throw .row(row, cells: rows[row].count, columns: columns.count)
    }
    (self.columns, self.rows, self.caption) = (columns, rows, caption)
  }

  /// Whether all cells of a column are numbers, or say that there is none.
  package func isNumeric(_ column: Int) -> Bool {
    let cells = rows.map { $0[column].filter { $0 != "*" && $0 != "`" } }
    let starts = cells.compactMap { cell in
      cell.first { $0 != "-" && $0 != "\u{2212}" && $0 != "+" && $0 != "<" }
    }
    return !starts.isEmpty && starts.allSatisfy { $0.isNumber || $0 == "." }
  }

  var element: Element {
    let classes = columns.indices.map { isNumeric($0) ? "number" : nil }
    func cell(_ name: String, _ text: String, _ column: Int, scope: String?) -> Element {
      var cell = Element(name)
      cell.set("scope", scope)
      cell.set("class", classes[column])
      cell.children = Markings.nodes(text)
      return cell
    }
    let head = Element("tr", [:], columns.enumerated().map { cell("th", $1, $0, scope: "col") })
    let body = rows.map { row in
      Element(
        "tr", [:],
        row.enumerated().map { column, text in
          column == 0 ? cell("th", text, column, scope: "row") : cell("td", text, column, scope: nil)
        })
    }
    var table = Element("table")
    if !caption.isEmpty {
      var element = Element("caption")
      element.children = Markings.nodes(caption)
      table.append(element)
    }
    table.append([Element("thead", [:], [head]), Element("tbody", [:], body)])
    // A table that is wider than a phone scrolls by itself, by keyboard too.
    return Element(
      "div",
      [
        "class": "scroll", "tabindex": 0, "role": "region", "aria-label": caption.isEmpty ? "Table" : caption,
      ],
      [table])
  }
}
