// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Trace {
  /// More lines than this are not drawn step by step.
  private static let mostSteps = 40

  /// The trace as a page of its own, which needs no other file: a slider over the steps, and the two tables. Without
  /// scripts the steps stand below each other.
  public func html(title: String) throws -> String {
    try Report(title: title) { try section(title: "Step by step") }.html()
  }

  /// The trace as a section of a ``Report``: the steps of both passes as drawings with a slider, and the two tables.
  ///
  /// Traces of more than 40 lines have the tables only.
  public func section(title: String) throws -> Section {
    try Section(title) {
      if rows.count <= Self.mostSteps { try frames() }
      for table in tables { try table.reportTable() }
    }
  }

  /// The graph after each step: forward the values appear, backward the adjoints add up.
  ///
  /// - Throws: ``ReportError/noFrames(_:)`` when no line is an operation.
  public func frames() throws(ReportError) -> Frames {
    let graph = ComputationalGraph(self)
    return try Frames(
      steps.map { step in (step.text, GraphDrawing(graph, title: step.text, moment: step.moment)) },
      caption:
        "The values appear from the inputs on; then each operation passes its adjoint, times its local "
        + "derivative, back to what it read, where contributions add up.")
  }

  /// A step of one of the passes.
  struct Step {
    let text: String
    let moment: GraphMoment
  }

  /// The steps of the forward pass, and then those of the backward one.
  var steps: [Step] {
    let operations = rows.indices.filter { !rows[$0].operands.isEmpty || rows[$0].operation != "input" }
      .filter { rows[$0].operation != "constant" }
    let given = Set(rows.indices).subtracting(operations)
    let places = Dictionary(rows.enumerated().map { ($1.label, $0) }) { first, _ in first }
    var steps: [Step] = []
    var moment = GraphMoment(valued: given)
    for row in operations {
      moment.valued.insert(row)
      moment.current = row
      steps.append(
        Step(text: "\(rows[row].label) = \(rows[row].expression) = \(rows[row].value.line)", moment: moment))
    }
    var added = rows.map { _ in 0 }
    for row in rows.indices where rows[row].contributions.first?.reader == nil && rows[row].adjoint != nil {
      added[row] = 1
      moment.adjoints[row] = rows[row].contributions[0].value.line
    }
    for row in operations.reversed() where rows[row].adjoint != nil {
      moment.current = row
      moment.passed.insert(row)
      var parts: [String] = []
      for operand in rows[row].operands.compactMap({ places[$0] }) {
        while added[operand] < rows[operand].contributions.count,
          rows[operand].contributions[added[operand]].reader == rows[row].label
        {
          parts.append("\(rows[operand].contributions[added[operand]].value.line) to \(rows[operand].label)")
          added[operand] += 1
          moment.adjoints[operand] = partialAdjoint(operand, of: added[operand])
        }
      }
      guard !parts.isEmpty else { continue }
      steps.append(Step(text: "\(rows[row].label) passes \(parts.joined(separator: ", "))", moment: moment))
    }
    return steps
  }

  /// What the first contributions to a line's adjoint add up to.
  private func partialAdjoint(_ row: Int, of count: Int) -> String {
    let parts = rows[row].contributions.prefix(count).map(\.value)
    let text = parts.dropFirst().reduce(parts[0]) { $0 + $1 }.line
    return count < rows[row].contributions.count ? text + " + ..." : text
  }
}
