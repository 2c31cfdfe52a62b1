// SPDX-License-Identifier: Apache-2.0

extension Token {
  /// The words of a text in matrix notation, and an end.
  ///
  /// - Parameter names: What is a name, whatever characters it holds; the longest that fits is meant.
  static func tokens(ofMatrixNotation text: String, names: Set<String>) throws(FormulaError) -> [Token] {
    let characters = Array(text)
    let known = names.map(Array.init).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    var tokens: [Token] = []
    var place = 0
    func run(from start: Int, _ isPart: (Character) -> Bool) -> String {
      String(characters[start...].prefix(while: isPart))
    }
    while place < characters.count {
      let (character, column) = (characters[place], place + 1)
      func append(_ kind: Kind) { tokens.append(Token(kind: kind, column: column)) }
      if let name = known.first(where: { isName($0, at: place, in: characters) }) {
        append(.name(String(name)))
        place += name.count
      } else if character.isWhitespace {
        place += 1
      } else if character == "∞" {
        append(.number(.infinity))
        place += 1
      } else if character == "Σ" {
        let axes = run(from: place + 1) { lowered[$0] != nil }
        let isOfSamples = run(from: place + 1) { $0 == "ₛ" } == "ₛ"
        append(isOfSamples ? .overSamples : .total(axes.compactMap { lowered[$0] }))
        place += 1 + (isOfSamples ? 1 : axes.count)
      } else if raised[character] != nil {
        let exponent = run(from: place) { raised[$0] != nil }
        append(.symbol("^"))
        guard let value = Double(String(exponent.compactMap { raised[$0] })) else {
          throw FormulaError(text: text, column: column, "'\(exponent)' is no exponent")
        }
        append(.number(value))
        place += exponent.count
      } else if character.isASCII && character.isNumber || character == "." && !isRange(at: place, characters)
      {
        let digits = number(characters[place...])
        guard let value = Double(digits) else {
          throw FormulaError(text: text, column: column, "'\(digits)' is no number")
        }
        append(.number(value))
        place += digits.count
      } else if character.isLetter || character == "_" {
        let name = run(from: place) {
          ($0.isLetter || $0.isNumber || $0 == "_") && raised[$0] == nil && $0 != "ᵀ"
        }
        guard !name.isEmpty else {
          append(.symbol("ᵀ"))
          place += 1
          continue
        }
        append(.name(name))
        place += name.count
      } else {
        let (symbol, length) = try symbol(at: place, in: characters)
        append(.symbol(symbol))
        place += length
      }
    }
    return tokens + [Token(kind: .end, column: characters.count + 1)]
  }

  /// Whether a name stands there, and not the beginning of a longer word.
  private static func isName(_ name: [Character], at place: Int, in text: [Character]) -> Bool {
    guard text[place...].starts(with: name), let last = name.last else { return false }
    let end = place + name.count
    guard end < text.count, last.isLetter || last.isNumber || last == "_" else { return true }
    let next = text[end]
    let goesOn = next.isLetter || next.isNumber || next == "_"
    return !goesOn || raised[next] != nil || next == "ᵀ"
  }

  private static func isRange(at place: Int, _ text: [Character]) -> Bool {
    place + 1 < text.count && text[place + 1] == "."
  }

  private static func symbol(at place: Int, in text: [Character]) throws(FormulaError) -> (
    String, length: Int
  ) {
    for (spelling, symbol) in symbols where text[place...].starts(with: spelling) {
      return (symbol, spelling.count)
    }
    throw FormulaError(text: String(text), column: place + 1, "'\(text[place])' is no operator")
  }

  /// The spellings of symbols, longer ones first.
  private static let symbols: [(spelling: [Character], String)] = [
    ("..<", "..<"), ("**", "^"), ("<=", "<="), (">=", ">="), ("==", "=="), ("!=", "!="), ("≤", "<="),
    ("≥", ">="),
    ("≠", "!="), ("<", "<"), (">", ">"), ("=", "=="), ("+", "+"), ("-", "-"), ("−", "-"), ("*", "*"),
    ("⊙", "*"),
    ("/", "/"), ("^", "^"), ("@", "@"), ("·", "·"), ("(", "("), (")", ")"), ("[", "["), ("]", "]"),
    (",", ","),
    (":", ":"),
  ].map { (Array($0.0), $0.1) }

  private static let raised: [Character: Character] = [
    "⁻": "-", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9",
  ]

  private static let lowered: [Character: Int] = [
    "₀": 0, "₁": 1, "₂": 2, "₃": 3, "₄": 4, "₅": 5, "₆": 6, "₇": 7, "₈": 8, "₉": 9,
  ]
}
