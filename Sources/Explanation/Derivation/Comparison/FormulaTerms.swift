// SPDX-License-Identifier: Apache-2.0

/// The terms that a formula is the sum of, as texts.
struct FormulaTerms {
  let texts: [String]

  init(_ formula: String) {
    let (sign, body) = Self.split(formula)
    var terms: [String] = []
    var term = ""
    var depth = 0
    for character in body {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      let isBreak = depth == 0 && "+−-".contains(character) && !term.allSatisfy(\.isWhitespace)
      if isBreak {
        terms.append(term)
        term = character == "+" ? "" : "−"
      } else {
        term.append(character)
      }
    }
    terms.append(term)
    texts = terms.map { term in
      let text = String(term.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      return sign.isEmpty ? text : "\(sign) (\(text))"
    }
  }

  /// The sum in front, and what it is over; without its parentheses when they enclose all of it.
  private static func split(_ formula: String) -> (sign: String, body: String) {
    let text = formula.drop(while: \.isWhitespace)
    guard text.first == "Σ" else { return ("", formula) }
    let sign = text.hasPrefix("Σₛ") ? "Σₛ" : "Σ"
    let body = text.dropFirst(sign.count).drop(while: \.isWhitespace)
    guard body.first == "(", body.last == ")" else { return (sign, String(body)) }
    var depth = 0
    let inner = body.dropLast()
    for character in inner {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0 { return (sign, String(body)) }
    }
    return (sign, String(inner.dropFirst()))
  }

  /// The formula with `Σ` in front read as the sum over samples, where there are some.
  static func sampled(_ formula: String, _ hasNoSamples: Bool) -> String {
    let (sign, body) = split(formula)
    guard !hasNoSamples, sign == "Σ" else { return formula }
    return "Σₛ (\(body))"
  }
}
