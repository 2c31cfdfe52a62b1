// SPDX-License-Identifier: Apache-2.0

extension Formula {
  /// The one expression that a text is.
  package init(_ text: String) throws(FormulaError) {
    var parser = try Parser(text)
    self = try parser.sum()
    try parser.expectEnd()
  }

  /// The expressions that commas separate.
  package static func list(_ text: String) throws(FormulaError) -> [Formula] {
    var parser = try Parser(text)
    var formulas = [try parser.sum()]
    while parser.accept(",") { formulas.append(try parser.sum()) }
    try parser.expectEnd()
    return formulas
  }

  /// Assignments that commas separate: `x=1.2, y=[0.5, 1]`.
  package static func assignments(_ text: String) throws(FormulaError) -> [(name: String, value: Formula)] {
    var parser = try Parser(text)
    var assignments: [(name: String, value: Formula)] = []
    repeat {
      let name = try parser.assignedName(notIn: assignments.map(\.name))
      assignments.append((name, try parser.sum()))
    } while parser.accept(",")
    try parser.expectEnd()
    return assignments
  }
}
