// SPDX-License-Identifier: Apache-2.0

extension Formula {
  /// The one expression that a text is.
  package init(_ text: String) throws(FormulaError) {
    var parser = try Parser(text)
    self = try parser.sum()
    try parser.expectEnd()
  }

  /// The one expression that a text in matrix notation is: `2 (ẑ − z) ⊙ (1 − ẑ²) H*ᵀ`.
  ///
  /// Beside what other expressions have, there are products without a sign (of matrices and scalars; a vector is a
  /// column), `⊙` element by element, `·` of vectors, `ᵀ`, `Σ` of all elements and `Σ₀` along an axis, raised exponents,
  /// and relations in parentheses, which are 1 or 0.
  ///
  /// - Parameter names: The names that occur. They may hold any characters, such as stars and primes.
  package init(matrixNotation text: String, names: some Sequence<String>) throws(FormulaError) {
    var parser = try Parser(text, names: Set(names))
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
