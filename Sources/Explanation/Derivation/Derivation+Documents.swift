// SPDX-License-Identifier: Apache-2.0

extension Derivation {
  /// The derivation in LaTeX: an `align*` environment for each part. It needs amsmath.
  public var latex: String {
    let writer = LaTeXWriter()
    return parts.map { part in
      let lines = part.equations.map {
        "  \($0.left(writer, "\\frac{\\partial ", "}{\\partial ", "}")) &= \($0.latexFormula)"
      }
      return "% \(part.title)\n\\begin{align*}\n\(lines.joined(separator: " \\\\\n"))\n\\end{align*}"
    }.joined(separator: "\n\n")
  }

  /// The derivation as a page of its own: formulas as MathML, which browsers show without scripts, and as text to copy.
  public func html(title: String) -> String {
    "<!DOCTYPE html>\n" + DerivationPage(self, title: title).root.markup + "\n"
  }

  /// The derivation as a section of a ``Report``, as text.
  public func section(title: String) -> Section { Section(title) { Code(description) } }

  /// The parts with their headings.
  var parts: [(title: String, equations: [Equation])] {
    [
      ("The function", function), ("Adjoints, from the value backwards", adjoints),
      (cotangent == nil ? "The gradient" : "The pullback", gradient),
    ].filter { !$0.1.isEmpty }
  }
}

extension Derivation.Equation {
  /// What stands on the left: the name, or a derivative as a fraction.
  fileprivate func left(_ writer: LaTeXWriter, _ parts: String...) -> String {
    guard let variable, name.hasPrefix("∂") else { return writer.name(name) }
    let value = String(name.dropFirst().prefix { $0 != "/" })
    return parts[0] + writer.name(value) + parts[1] + writer.name(variable) + parts[2]
  }

  /// The formula with its left side, in MathML.
  var mathML: Element {
    let writer = MathMLWriter()
    var left = writer.name(name)
    if let variable, name.hasPrefix("∂") {
      let value = String(name.dropFirst().prefix { $0 != "/" })
      left = Element(
        "mfrac", [:],
        [
          writer.row([writer.sign("∂"), writer.name(value)]),
          writer.row([writer.sign("∂"), writer.name(variable)]),
        ])
    }
    var right = ExpressionPrinter(writer: writer).piece(expression)
    if isOverSamples {
      if case .sum = expression.form { right = writer.parenthesized(right) }
      let sum = Element("munder", [:], [writer.sign("∑"), Element("mi", text: "s")])
      right = writer.row([sum, right])
    }
    return MathMLWriter.display(writer.row([left, writer.sign("="), right]))
  }
}
