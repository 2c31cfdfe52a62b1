// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Derivation.Equation {
  /// The formula as plain text, which the reader of formulas understands.
  public var formula: String { sampleSum("Σₛ ") { ExpressionPrinter(writer: TextWriter()).piece($0) } }

  /// The formula in LaTeX, for mathematics mode.
  public var latexFormula: String {
    sampleSum("\\sum_{s} ") { ExpressionPrinter(writer: LaTeXWriter()).piece($0) }
  }

  /// The number of operations on numbers that the formula takes as it is written, of a single sample where it is a sum
  /// over them.
  public var operationCount: Int { expression.operationCount }

  /// A formula behind the sum over samples.
  private func sampleSum(_ sign: String, _ text: (Expression) -> String) -> String {
    guard isOverSamples else { return text(expression) }
    // The sum takes the product behind it; a sum needs parentheses.
    if case .sum = expression.form { return "\(sign)(\(text(expression)))" }
    return sign + text(expression)
  }
}

extension Derivation {
  /// The derivative by an input without adjoints, in the quantities of the function alone, as plain text.
  ///
  /// - Returns: `nil` when there is no such input, or the formula would have more than some hundred symbols.
  public func completeFormula(by input: String) -> String? {
    guard let equation = self[input] else { return nil }
    var expression = equation.expression
    // An adjoint is defined by those before it.
    for adjoint in adjoints.reversed() where expression.symbols[adjoint.name] != nil {
      expression = expression.replacing { name in
        name == adjoint.name ? .broadcast(adjoint.expression, to: adjoint.shape) : nil
      }
      guard expression.weight <= 400 else { return nil }
    }
    return Equation(
      name: equation.name, shape: equation.shape, expression: .broadcast(expression, to: equation.shape),
      contributions: [], isOverSamples: equation.isOverSamples, variable: input
    ).formula
  }
}

extension Derivation.Contribution {
  /// The part as plain text.
  public var formula: String { ExpressionPrinter(writer: TextWriter()).piece(expression) }
}

extension Derivation: CustomStringConvertible {
  /// The function, the adjoints with where their parts come from, and the gradient, as plain text in columns.
  public var description: String {
    let all = function + adjoints + gradient
    let names = all.map(\.name) + constants.map(\.name) + [output]
    let width = names.map(\.count).max() ?? 0
    func line(_ name: String, _ formula: String) -> String {
      "  " + name + String(repeating: " ", count: width - name.count) + " = " + formula
    }
    let total = samples.isEmpty ? [] : [line(output, "Σₛ \(function[function.count - 1].name)")]
    var parts = [([title] + function.map { line($0.name, $0.formula) } + total).joined(separator: "\n")]
    if !adjoints.isEmpty {
      let lines = adjoints.flatMap { adjoint in
        [line(adjoint.name, adjoint.formula)]
          + adjoint.origins.map { String(repeating: " ", count: width + 5) + $0 }
      }
      parts.append((["adjoints, from the value backwards"] + lines).joined(separator: "\n"))
    }
    parts.append(
      ([gradientTitle] + gradient.map { line($0.name, $0.formula) }).joined(separator: "\n"))
    let complete = gradient.compactMap { equation in
      equation.variable.flatMap(completeFormula).flatMap { formula in
        formula == equation.formula || formula.count > Self.mostComplete ? nil : line(equation.name, formula)
      }
    }
    if !complete.isEmpty { parts.append((["in full"] + complete).joined(separator: "\n")) }
    if !constants.isEmpty {
      parts.append((["where"] + constants.map { line($0.name, $0.text) }).joined(separator: "\n"))
    }
    parts.append(operationText)
    return parts.joined(separator: "\n\n")
  }

  /// Complete formulas that are longer are not printed.
  private static let mostComplete = 100

  private var title: String {
    samples.isEmpty ? "function" : "function, of a sample \(samples.joined(separator: ", "))"
  }

  private var gradientTitle: String { cotangent == nil ? "gradient" : "pullback of \(cotangent ?? "")" }

  /// What the formulas cost.
  var operationText: String {
    let forward = function.reduce(0) { $0 + $1.operationCount }
    let backward = (adjoints + gradient).reduce(0) { $0 + $1.operationCount }
    let each = samples.isEmpty ? "" : " a sample"
    return "\(forward) operations\(each) for \(output), \(backward) more for the derivatives"
  }
}

extension Derivation.Equation {
  /// A line for each part, when there are several.
  fileprivate var origins: [String] {
    guard contributions.count > 1 else { return [] }
    let width = contributions.map(\.reader.count).max() ?? 0
    return contributions.map { part in
      let gap = String(repeating: " ", count: width - part.reader.count)
      return "through \(part.reader)\(gap)  \(part.formula)"
    }
  }
}

extension Derivation.Constant {
  /// The elements, or what they are.
  var text: String {
    value.count <= 12
      ? TextWriter().literal(value.scalars, value.shape) : "a constant of shape \(value.shape)"
  }
}
