// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Formulas as plain text that the reader of formulas understands.
struct TextWriter: FormulaWriter {
  let stacksFractions = false

  func number(_ number: Double) -> String {
    if number.isInfinite { return number < 0 ? "−∞" : "∞" }
    return number.shortest.replacing("-", with: "−")
  }

  func name(_ name: String) -> String { name }

  func literal(_ elements: [Double], _ shape: Shape) -> String {
    guard let extent = shape.extents.first else { return elements.first.map(number) ?? "" }
    let inner = Shape(Array(shape.extents.dropFirst()))
    let length = inner.elementCount
    let parts = (0..<extent).map { literal(Array(elements[$0 * length..<($0 + 1) * length]), inner) }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  func ones(_ shape: Shape) -> String { "ones(\(Self.list(shape.extents)))" }

  func identity(_ order: Int) -> String { "identity(\(order))" }

  func parenthesized(_ piece: String) -> String { "(\(piece))" }

  func sum(_ terms: [(isNegative: Bool, String)]) -> String {
    terms.enumerated().map { place, term in
      let sign = term.isNegative ? "−" : place == 0 ? "" : "+"
      return place == 0 ? sign + term.1 : " \(sign) \(term.1)"
    }.joined()
  }

  func juxtaposed(_ factors: [String]) -> String { factors.joined(separator: " ") }

  func elementwise(_ factors: [String]) -> String { factors.joined(separator: " ⊙ ") }

  func dot(_ a: String, _ b: String) -> String { "\(a) · \(b)" }

  func fraction(_ numerator: String, _ denominator: String) -> String { "\(numerator) / \(denominator)" }

  func power(_ base: String, _ exponent: String, whole: Int?) -> String {
    base + (whole.map { Self.raised($0) } ?? "^\(exponent)")
  }

  func transpose(_ piece: String) -> String { piece + "ᵀ" }

  func total(_ axes: [Int]?, _ piece: String) -> String {
    "Σ\((axes ?? []).map { Self.lowered($0) }.joined()) \(piece)"
  }

  func element(_ piece: String, _ positions: [Int]) -> String { "\(piece)[\(Self.list(positions))]" }

  func slice(_ piece: String, _ ranges: [Range<Int>]) -> String {
    "\(piece)[\(ranges.map { "\($0)" }.joined(separator: ", "))]"
  }

  func comparison(_ a: String, _ relation: Expression.Relation, _ b: String) -> String {
    "(\(a) \(relation.rawValue) \(b))"
  }

  func call(_ name: String, _ operands: [String], _ attributes: [Operation.Attribute]) -> String {
    let labels = attributes.map { attribute in
      let numbers = attribute.numbers.map(number).joined(separator: ", ")
      return "\(attribute.label): [\(numbers)]"
    }
    return "\(name)(\((operands + labels).joined(separator: ", ")))"
  }

  private static func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }

  private static func raised(_ number: Int) -> String {
    String("\(number)".map { $0 == "-" ? "⁻" : superscripts[$0.wholeNumberValue ?? 0] })
  }

  /// A number as an index.
  static func lowered(_ number: Int) -> String {
    String("\(number)".map { subscripts[$0.wholeNumberValue ?? 0] })
  }

  private static let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
  private static let subscripts = Array("₀₁₂₃₄₅₆₇₈₉")
}
