// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

extension Trace: CustomStringConvertible {
  /// Two tables: the operations with their values, from the first to the last, and the adjoints with what they are the
  /// sums of, from the last to the first.
  public var description: String {
    sections.map { "\($0.title)\n\n\($0.table)" }.joined(separator: "\n\n")
  }

  /// The two tables as Markdown.
  public var markdown: String {
    sections.map { "**\($0.title)**\n\n\($0.table.markdown)" }.joined(separator: "\n\n")
  }

  private var sections: [(title: String, table: TextTable)] {
    [("forward, in the order of execution", forwardTable), ("backward, in reverse order", backwardTable)]
  }

  private var forwardTable: TextTable {
    let hasTangents = rows.contains { $0.tangent != nil }
    let hasLocations = rows.contains { $0.location != nil }
    var columns: [(heading: String, alignment: TextTable.Alignment)] = [
      ("line", .left), ("operation", .left), ("shape", .left), ("value", .left),
      ("local derivatives", .left),
    ]
    if hasTangents { columns.append(("tangent", .left)) }
    if hasLocations { columns.append(("recorded at", .left)) }
    var table = TextTable(columns, isRuled: true)
    for row in rows {
      var cells = [row.label, row.expression, "\(row.shape)", row.value.line, row.localText]
      if hasTangents { cells.append(row.tangent?.line ?? "") }
      if hasLocations { cells.append(row.location?.description ?? "") }
      table.append(cells)
    }
    return table
  }

  private var backwardTable: TextTable {
    var table = TextTable([("line", .left), ("adjoint", .left), ("contributions", .left)], isRuled: true)
    for row in rows.reversed() {
      guard let adjoint = row.adjoint else {
        table.append([row.label, "none", "nothing that is differentiated depends on it"])
        continue
      }
      for (number, part) in row.contributions.enumerated() {
        table.append([
          number == 0 ? row.label : "", number == 0 ? adjoint.line : "",
          (number == 0 ? "" : "+ ") + text(of: part, to: row),
        ])
      }
    }
    return table
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
