// SPDX-License-Identifier: Apache-2.0

/// A word of an expression, and where it stands.
struct Token: Equatable {
  enum Kind: Equatable {
    case number(Double)
    case name(String)
    /// An operator, a bracket or a comma.
    case symbol(String)
    /// `Σ` with the axes below it.
    case total([Int])
    /// `Σₛ`.
    case overSamples
    case end
  }

  let kind: Kind
  /// The column of its first character, counted from 1.
  let column: Int

  /// How messages call it.
  var description: String {
    switch kind {
    case .number(let number): "\(number)"
    case .name(let name): "'\(name)'"
    case .symbol(let symbol): "'\(symbol)'"
    case .total, .overSamples: "'Σ'"
    case .end: "the end"
    }
  }

  /// Whether a product without a sign may go on with it.
  var beginsFactor: Bool {
    switch kind {
    case .number, .name, .symbol("("), .total, .overSamples: true
    default: false
    }
  }

  /// The words of a text, and an end.
  static func tokens(of text: String) throws(FormulaError) -> [Token] {
    let characters = Array(text)
    var tokens: [Token] = []
    var place = 0
    func word(_ isPart: (Character) -> Bool) -> String {
      var end = place
      while end < characters.count, isPart(characters[end]) { end += 1 }
      return String(characters[place..<end])
    }
    while place < characters.count {
      let (character, column) = (characters[place], place + 1)
      var length = 1
      if character.isWhitespace {
      } else if character.isNumber || character == "." {
        let text = number(characters[place...])
        guard let value = Double(text) else {
          throw FormulaError(text: String(characters), column: column, "'\(text)' is no number")
        }
        tokens.append(Token(kind: .number(value), column: column))
        length = text.count
      } else if character.isLetter || character == "_" {
        let name = word { $0.isLetter || $0.isNumber || $0 == "_" }
        tokens.append(Token(kind: .name(name), column: column))
        length = name.count
      } else if "+-*/^@()[],=".contains(character) {
        let isPower = character == "*" && place + 1 < characters.count && characters[place + 1] == "*"
        tokens.append(Token(kind: .symbol(isPower ? "^" : String(character)), column: column))
        length = isPower ? 2 : 1
      } else {
        throw FormulaError(text: text, column: column, "'\(character)' is no operator")
      }
      place += length
    }
    return tokens + [Token(kind: .end, column: characters.count + 1)]
  }

  /// The number that characters begin with: digits, a point, an exponent.
  static func number(_ characters: ArraySlice<Character>) -> String {
    var text = ""
    for (place, character) in zip(characters.indices, characters) {
      let isExponentSign = (character == "-" || character == "+") && (text.last == "e" || text.last == "E")
      let isExponent = (character == "e" || character == "E") && !text.contains { $0 == "e" || $0 == "E" }
      let isRange = character == "." && place + 1 < characters.endIndex && characters[place + 1] == "."
      let isPart = character.isASCII && character.isNumber || character == "." && !isRange
      guard isPart || isExponent || isExponentSign else { break }
      text.append(character)
    }
    return text
  }
}
