// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The columns that data of figures can have, in the order of a file.
enum DataColumn: String, CaseIterable {
  case panel, series, x, y, z, low, high, value
}

/// A line of a figure's data.
typealias DataRow = [DataColumn: String]

/// Data as text.
enum DataText {
  /// The number in the fewest digits that identify it; `nan`, `inf`.
  static func number(_ x: Double) -> String {
    x.isNaN ? "nan" : x == x.rounded() && x.magnitude < 1e15 ? String(Int(x)) : x.description
  }

  /// The number for reading: four significant digits, a minus sign, thousands apart.
  static func read(_ x: Double) -> String {
    let text = x.magnitude.text(significant: 4)
    return (x < 0 ? "\u{2212}" : "") + (text.allSatisfy(\.isNumber) ? Decimal.grouped(text) : text)
  }

  /// The rows as comma-separated values after a line of column names (RFC 4180, but for newlines without carriage
  /// return), with the columns that some row has.
  static func csv(_ rows: [DataRow]) -> String {
    let columns = DataColumn.allCases.filter { column in rows.contains { $0[column, default: ""] != "" } }
    let lines = rows.map { row in columns.map { field(row[$0] ?? "") }.joined(separator: ",") }
    return ([columns.map(\.rawValue).joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }

  private static func field(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + String(text.flatMap { $0 == "\"" ? [$0, $0] : [$0] }) + "\""
  }
}
