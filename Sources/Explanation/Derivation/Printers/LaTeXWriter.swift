// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Formulas in LaTeX, for mathematics mode; no package beyond amsmath is needed.
struct LaTeXWriter: FormulaWriter {
  let stacksFractions = true

  func number(_ number: Double) -> String {
    if number.isInfinite { return number < 0 ? "-\\infty" : "\\infty" }
    let parts = number.shortest.split(separator: "e")
    return parts.count == 2 ? "\(parts[0]) \\cdot 10^{\(Int(parts[1]) ?? 0)}" : number.shortest
  }

  func name(_ name: String) -> String {
    let parts = NameParts(name)
    var text = parts.base.unicodeScalars.map { Self.greek[$0] ?? Self.escaped($0) }.joined()
    if !parts.isOneLetter { text = "\\mathit{\(text)}" }
    for accent in parts.accents {
      switch accent {
      case .bar: text = "\\bar{\(text)}"
      case .hat: text = "\\hat{\(text)}"
      case .tilde: text = "\\tilde{\(text)}"
      case .dot: text = "\\dot{\(text)}"
      case .arrow: text = "\\vec{\(text)}"
      }
    }
    if !parts.index.isEmpty { text += "_{\(parts.index)}" }
    if !parts.marks.isEmpty {
      text += "^{\(parts.marks.replacing("′", with: "\\prime ").replacing("″", with: "\\prime\\prime "))}"
      text = "{\(text)}"
    }
    return text
  }

  func literal(_ elements: [Double], _ shape: Shape) -> String {
    let columns = shape.rank == 2 ? shape[1] : 1
    let rows = stride(from: 0, to: elements.count, by: max(1, columns)).map { start in
      elements[start..<min(start + columns, elements.count)].map(number).joined(separator: " & ")
    }
    return "\\begin{pmatrix} \(rows.joined(separator: " \\\\ ")) \\end{pmatrix}"
  }

  func ones(_ shape: Shape) -> String {
    "\\mathbf{1}_{\(shape.extents.map(String.init).joined(separator: " \\times "))}"
  }

  func identity(_ order: Int) -> String { "I_{\(order)}" }

  func parenthesized(_ piece: String) -> String { "\\left(\(piece)\\right)" }

  func sum(_ terms: [(isNegative: Bool, String)]) -> String {
    terms.enumerated().map { place, term in
      place == 0 ? (term.isNegative ? "-" : "") + term.1 : " \(term.isNegative ? "-" : "+") \(term.1)"
    }.joined()
  }

  func juxtaposed(_ factors: [String]) -> String { factors.joined(separator: " \\, ") }

  func elementwise(_ factors: [String]) -> String { factors.joined(separator: " \\odot ") }

  func dot(_ a: String, _ b: String) -> String { "\(a) \\cdot \(b)" }

  func fraction(_ numerator: String, _ denominator: String) -> String {
    "\\frac{\(numerator)}{\(denominator)}"
  }

  func power(_ base: String, _ exponent: String, whole: Int?) -> String {
    "{\(base)}^{\(whole.map(String.init) ?? exponent)}"
  }

  func transpose(_ piece: String) -> String { "{\(piece)}^{\\top}" }

  func total(_ axes: [Int]?, _ piece: String) -> String {
    let axes = axes.map { "_{\($0.map(String.init).joined(separator: ","))}" } ?? ""
    return "\\sum\(axes) \(piece)"
  }

  func element(_ piece: String, _ positions: [Int]) -> String {
    "{\(piece)}_{[\(positions.map(String.init).joined(separator: ","))]}"
  }

  func slice(_ piece: String, _ ranges: [Range<Int>]) -> String {
    "{\(piece)}_{[\(ranges.map { "\($0.lowerBound){:}\($0.upperBound)" }.joined(separator: ","))]}"
  }

  func comparison(_ a: String, _ relation: Expression.Relation, _ b: String) -> String {
    let sign =
      switch relation {
      case .less: "<"
      case .lessOrEqual: "\\le"
      case .greater: ">"
      case .greaterOrEqual: "\\ge"
      case .equal: "="
      case .notEqual: "\\ne"
      }
    return "\\left[\(a) \(sign) \(b)\\right]"
  }

  func call(_ name: String, _ operands: [String], _ attributes: [Operation.Attribute]) -> String {
    let lower = attributes.map { "\($0.numbers.map(number).joined(separator: ","))" }.joined(separator: ";")
    let index = lower.isEmpty ? "" : "_{\(lower)}"
    let list = operands.joined(separator: ", ")
    switch name {
    case "sqrt": return "\\sqrt{\(list)}"
    case "abs": return "\\left|\(list)\\right|"
    case "norm": return "\\left\\|\(list)\\right\\|\(index)"
    case "inverse": return "{\(operands[0])}^{-1}"
    case "sigmoid": return "\\sigma\\left(\(list)\\right)"
    case "sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "max", "min":
      return "\\\(name)\(index)\\left(\(list)\\right)"
    default: return "\\operatorname{\(name)}\(index)\\left(\(list)\\right)"
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "_", "#", "$", "%", "&", "{", "}": "\\\(scalar)"
    case "\\": "\\backslash "
    case "^", "~": "\\text{\\\(scalar){}}"
    default: String(scalar)
    }
  }

  private static let greek: [Unicode.Scalar: String] = [
    "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\varepsilon", "ζ": "\\zeta",
    "η": "\\eta", "θ": "\\theta", "κ": "\\kappa", "λ": "\\lambda", "μ": "\\mu", "ν": "\\nu", "ξ": "\\xi",
    "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma", "τ": "\\tau", "φ": "\\varphi", "χ": "\\chi", "ψ": "\\psi",
    "ω": "\\omega", "Γ": "\\Gamma", "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Ξ": "\\Xi", "Π": "\\Pi",
    "Σ": "\\Sigma", "Φ": "\\Phi", "Ψ": "\\Psi", "Ω": "\\Omega", "∂": "\\partial ",
  ]
}
