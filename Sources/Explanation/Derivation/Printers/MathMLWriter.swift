// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Formulas in MathML Core, which browsers show without scripts.
struct MathMLWriter: FormulaWriter {
  let stacksFractions = true

  /// The root of a formula on a line of its own.
  static func display(_ piece: Element) -> Element {
    Element("math", ["xmlns": "http://www.w3.org/1998/Math/MathML", "display": "block"], [piece])
  }

  func number(_ number: Double) -> Element {
    if number.isInfinite {
      return row([number < 0 ? sign("−") : nil, Element("mi", text: "∞")].compactMap { $0 })
    }
    let digits = Element("mn", text: number.magnitude.shortest)
    return number < 0 ? row([sign("−"), digits]) : digits
  }

  func name(_ name: String) -> Element {
    let parts = NameParts(name)
    var piece = Element("mi", text: parts.base)
    for accent in parts.accents {
      let mark =
        switch accent {
        case .bar: "‾"
        case .hat: "ˆ"
        case .tilde: "~"
        case .dot: "˙"
        case .arrow: "→"
        }
      // As an accent proper it would touch capital letters in fonts without a table for mathematics.
      piece = Element("mover", [:], [piece, Element("mo", ["stretchy": "false"], text: mark)])
    }
    let index = Element("mn", text: parts.index)
    let marks = Element("mo", text: parts.marks)
    switch (parts.index.isEmpty, parts.marks.isEmpty) {
    case (true, true): return piece
    case (false, true): return Element("msub", [:], [piece, index])
    case (true, false): return Element("msup", [:], [piece, marks])
    case (false, false): return Element("msubsup", [:], [piece, index, marks])
    }
  }

  func literal(_ elements: [Double], _ shape: Shape) -> Element {
    let columns = max(1, shape.rank == 2 ? shape[1] : 1)
    let rows = stride(from: 0, to: elements.count, by: columns).map { start in
      Element(
        "mtr", [:],
        elements[start..<min(start + columns, elements.count)].map { Element("mtd", [:], [number($0)]) })
    }
    return parenthesized(Element("mtable", [:], rows))
  }

  func ones(_ shape: Shape) -> Element {
    let index = shape.extents.map(String.init).joined(separator: "×")
    return Element("msub", [:], [Element("mn", text: "𝟏"), Element("mn", text: index)])
  }

  func identity(_ order: Int) -> Element {
    Element("msub", [:], [Element("mi", text: "I"), Element("mn", text: "\(order)")])
  }

  func parenthesized(_ piece: Element) -> Element { fenced("(", piece, ")") }

  func sum(_ terms: [(isNegative: Bool, Element)]) -> Element {
    row(
      terms.enumerated().flatMap { place, term -> [Element] in
        if place == 0, !term.isNegative { return [term.1] }
        return [sign(term.isNegative ? "−" : "+"), term.1]
      })
  }

  func juxtaposed(_ factors: [Element]) -> Element { row(joined(factors, by: space)) }

  func elementwise(_ factors: [Element]) -> Element { row(joined(factors, by: sign("⊙"))) }

  func dot(_ a: Element, _ b: Element) -> Element { row([a, sign("·"), b]) }

  func fraction(_ numerator: Element, _ denominator: Element) -> Element {
    Element("mfrac", [:], [numerator, denominator])
  }

  func power(_ base: Element, _ exponent: Element, whole: Int?) -> Element {
    Element("msup", [:], [base, whole.map { number(Double($0)) } ?? exponent])
  }

  func transpose(_ piece: Element) -> Element {
    Element("msup", [:], [piece, Element("mi", ["mathvariant": "normal"], text: "T")])
  }

  func total(_ axes: [Int]?, _ piece: Element) -> Element {
    let sum = Element("mo", ["largeop": "true", "movablelimits": "false"], text: "∑")
    guard let axes else { return row([sum, piece]) }
    let list = axes.map(String.init).joined(separator: ",")
    return row([Element("munder", [:], [sum, Element("mn", text: list)]), piece])
  }

  func element(_ piece: Element, _ positions: [Int]) -> Element {
    let list = positions.map(String.init).joined(separator: ",")
    return Element("msub", [:], [piece, Element("mtext", text: "[\(list)]")])
  }

  func slice(_ piece: Element, _ ranges: [Range<Int>]) -> Element {
    let list = ranges.map { "\($0.lowerBound):\($0.upperBound)" }.joined(separator: ",")
    return Element("msub", [:], [piece, Element("mtext", text: "[\(list)]")])
  }

  func comparison(_ a: Element, _ relation: Expression.Relation, _ b: Element) -> Element {
    fenced("[", row([a, sign(relation.rawValue), b]), "]")
  }

  func call(_ name: String, _ operands: [Element], _ attributes: [Operation.Attribute]) -> Element {
    let arguments = row(joined(operands, by: sign(",")))
    let lower = attributes.map { $0.numbers.map(\.shortest).joined(separator: ",") }.joined(separator: ";")
    func named(_ text: String) -> Element {
      let word = Element("mi", ["mathvariant": "normal"], text: text)
      return lower.isEmpty ? word : Element("msub", [:], [word, Element("mn", text: lower)])
    }
    switch name {
    case "sqrt": return Element("msqrt", [:], [arguments])
    case "abs": return fenced("|", arguments, "|")
    case "norm": return fenced("‖", arguments, "‖")
    case "inverse": return Element("msup", [:], [arguments, number(-1)])
    case "sigmoid": return row([named("σ"), parenthesized(arguments)])
    default: return row([named(name), parenthesized(arguments)])
    }
  }

  // MARK: Parts

  func row(_ pieces: [Element]) -> Element { pieces.count == 1 ? pieces[0] : Element("mrow", [:], pieces) }

  func sign(_ text: String) -> Element { Element("mo", text: text) }

  private var space: Element { Element("mspace", ["width": "0.22em"]) }

  private func fenced(_ open: String, _ piece: Element, _ close: String) -> Element {
    row([
      Element("mo", ["fence": "true", "form": "prefix"], text: open), piece,
      Element("mo", ["fence": "true", "form": "postfix"], text: close),
    ])
  }

  private func joined(_ pieces: [Element], by separator: Element) -> [Element] {
    pieces.enumerated().flatMap { $0 == 0 ? [$1] : [separator, $1] }
  }
}
