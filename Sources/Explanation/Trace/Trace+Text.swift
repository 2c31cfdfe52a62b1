// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

extension Trace: CustomStringConvertible {
  /// Two tables: the operations with their values, from the first to the last, and the adjoints with what they are the
  /// sums of, from the last to the first.
  public var description: String { text() }

  /// The two tables, for lines of so many characters: cells that do not fit end with an ellipsis.
  ///
  /// - Parameter width: The width of the terminal; `nil` for lines as long as they are.
  public func text(width: Int? = nil) -> String {
    tables.map { table in
      "\(table.title)\n\n\((width.map(table.narrowed) ?? table).text)"
    }.joined(separator: "\n\n")
  }

  /// The two tables as Markdown.
  public var markdown: String {
    tables.map { "**\($0.title)**\n\n\($0.text.markdown)" }.joined(separator: "\n\n")
  }

  /// The two tables with their titles.
  var tables: [TraceTable] { [forwardTable, backwardTable] }

  private var forwardTable: TraceTable {
    let hasTangents = rows.contains { $0.tangent != nil }
    let hasLocations = rows.contains { $0.location != nil }
    var columns = ["line", "operation", "shape", "value", "local derivatives"]
    if hasTangents { columns.append("tangent") }
    if hasLocations { columns.append("recorded at") }
    let cells = rows.map { row in
      var cells = [row.label, row.expression, "\(row.shape)", row.value.line, row.localText]
      if hasTangents { cells.append(row.tangent?.line ?? "") }
      if hasLocations { cells.append(row.location?.description ?? "") }
      return cells
    }
    return TraceTable(title: "forward, in the order of execution", columns: columns, rows: cells)
  }

  private var backwardTable: TraceTable {
    let cells = rows.reversed().flatMap { row -> [[String]] in
      guard let adjoint = row.adjoint else {
        return [[row.label, "none", "nothing that is differentiated depends on it"]]
      }
      return row.contributions.enumerated().map { number, part in
        [
          number == 0 ? row.label : "", number == 0 ? adjoint.line : "",
          (number == 0 ? "" : "+ ") + text(of: part, to: row),
        ]
      }
    }
    return TraceTable(
      title: "backward, in reverse order", columns: ["line", "adjoint", "contributions"], rows: cells)
  }

  /// `from v3: 2 · 0.540302 = 1.0806`; the product is shown where it is one of two numbers.
  private func text(of part: Contribution, to row: Row) -> String {
    guard let label = part.reader, let reader = self[label] else { return "begins with \(part.value.line)" }
    let isRepeated = reader.operands.count { $0 == row.label } > 1
    let source = "from \(label)" + (isRepeated ? ", operand \(part.operand + 1)" : "")
    guard part.value.rank == 0, let adjoint = reader.adjoint, adjoint.rank == 0,
      let slope = reader.localDerivatives[part.operand]
    else { return "\(source): \(part.value.line)" }
    return "\(source): \(adjoint.line) · \(slope.line) = \(part.value.line)"
  }
}

extension Trace.Row {
  /// `∂/∂x = 0.540302`, for the operands that are variables.
  fileprivate var localText: String {
    zip(operands, localDerivatives).compactMap { operand, slope in
      guard let slope, Double(operand) == nil else { return nil }
      return "∂/∂\(operand) = \(slope.line)"
    }.joined(separator: ", ")
  }
}
