// SPDX-License-Identifier: Apache-2.0

/// Reads expressions by recursive descent. Powers bind to the right and before a sign: `-x^2` is `-(x^2)`.
struct Parser {
  private let text: String
  private let tokens: [Token]
  private var place = 0
  private var depth = 0

  /// Expressions nested deeper than this are refused.
  private static let mostDepth = 200
  /// So are more operands in a row than these.
  private static let mostTerms = 1000

  /// The names of a text in matrix notation; `nil` for other texts.
  private let names: Set<String>?

  init(_ text: String) throws(FormulaError) {
    self.text = text
    names = nil
    tokens = try Token.tokens(of: text)
  }

  /// A reader of matrix notation.
  init(_ text: String, names: Set<String>) throws(FormulaError) {
    self.text = text
    self.names = names
    tokens = try Token.tokens(ofMatrixNotation: text, names: names)
  }

  private var current: Token { tokens[place] }

  func error(_ reason: String) -> FormulaError {
    FormulaError(text: text, column: current.column, reason)
  }

  mutating func accept(_ symbol: String) -> Bool {
    guard current.kind == .symbol(symbol) else { return false }
    place += 1
    return true
  }

  /// The name and the sign that an assignment begins with.
  mutating func assignedName(notIn taken: [String]) throws(FormulaError) -> String {
    let token = current
    guard case .name(let name) = token.kind else {
      throw error("a name is expected, as in x=1.2, but here is \(token.description)")
    }
    if taken.contains(name) { throw error("\(name) has a value already") }
    place += 1
    guard accept("=") else { throw error("'=' and a value are expected after \(name)") }
    return name
  }

  private mutating func expect(_ symbol: String) throws(FormulaError) {
    guard accept(symbol) else { throw error("'\(symbol)' is expected, but here is \(current.description)") }
  }

  func expectEnd() throws(FormulaError) {
    guard current.kind == .end else { throw error("\(current.description) does not continue the expression") }
  }

  mutating func sum() throws(FormulaError) -> Formula {
    try nested { parser throws(FormulaError) in
      try parser.chain(["+", "-"]) { parser throws(FormulaError) in try parser.product() }
    }
  }

  /// A part that may hold parts like itself.
  private mutating func nested(
    _ part: (inout Parser) throws(FormulaError) -> Formula
  ) throws(FormulaError) -> Formula {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.mostDepth { throw error("the expression is nested too deeply") }
    return try part(&self)
  }

  private mutating func product() throws(FormulaError) -> Formula {
    try chain(["*", "/", "@", "·"]) { parser throws(FormulaError) in try parser.signed() }
  }

  /// A relation, or a sum without one.
  private mutating func relation() throws(FormulaError) -> Formula {
    let left = try sum()
    let column = current.column
    for symbol in ["<", ">", "<=", ">=", "==", "!="] where names != nil && accept(symbol) {
      return .binary(symbol, left, try sum(), column: column)
    }
    return left
  }

  /// Operands of equal rank, taken together from the left.
  private mutating func chain(
    _ symbols: [String], _ operand: (inout Parser) throws(FormulaError) -> Formula
  ) throws(FormulaError) -> Formula {
    var left = try operand(&self)
    var count = 1
    while true {
      count += 1
      if count > Self.mostTerms { throw error("the expression has too many terms in a row") }
      let column = current.column
      if case .symbol(let symbol) = current.kind, symbols.contains(symbol) {
        place += 1
        left = .binary(symbol, left, try operand(&self), column: column)
      } else if names != nil, symbols.contains("*"), current.beginsFactor {
        left = .binary(" ", left, try operand(&self), column: column)
      } else {
        return left
      }
    }
  }

  private mutating func signed() throws(FormulaError) -> Formula {
    var isNegative = false
    while current.kind == .symbol("-") || current.kind == .symbol("+") {
      if current.kind == .symbol("-") { isNegative.toggle() }
      place += 1
    }
    let value = try power()
    return isNegative ? .negative(value) : value
  }

  private mutating func power() throws(FormulaError) -> Formula {
    let base = try indexed()
    let column = current.column
    guard accept("^") else { return base }
    let exponent = try nested { parser throws(FormulaError) in try parser.signed() }
    return .binary("^", base, exponent, column: column)
  }

  private mutating func indexed() throws(FormulaError) -> Formula {
    var value = try primary()
    var count = 0
    while true {
      count += 1
      if count > Self.mostTerms { throw error("the expression has too many indices in a row") }
      let column = current.column
      if accept("[") {
        value = .index(value, try arguments(until: "]"), column: column)
      } else if accept("ᵀ") {
        value = .transpose(value, column: column)
      } else {
        return value
      }
    }
  }

  private mutating func primary() throws(FormulaError) -> Formula {
    let token = current
    switch token.kind {
    case .number(let number):
      place += 1
      return .number(number)
    case .name(let name):
      place += 1
      guard names?.contains(name) != true, accept("(") else { return .name(name, column: token.column) }
      return try call(name, column: token.column)
    case .total(let axes):
      place += 1
      return .total(
        axes, try nested { parser throws(FormulaError) in try parser.product() }, column: token.column)
    case .overSamples:
      place += 1
      return .overSamples(
        try nested { parser throws(FormulaError) in try parser.product() }, column: token.column)
    case .symbol("("):
      place += 1
      let value = try relation()
      try expect(")")
      return value
    case .symbol("["):
      place += 1
      return .list(try arguments(until: "]"), column: token.column)
    default:
      throw error("a number, a name, '(' or '[' is expected, but here is \(token.description)")
    }
  }

  private mutating func arguments(until end: String) throws(FormulaError) -> [Formula] {
    if accept(end) { return [] }
    var arguments = [try range()]
    while accept(",") { arguments.append(try range()) }
    try expect(end)
    return arguments
  }

  /// A range of positions, or a sum.
  private mutating func range() throws(FormulaError) -> Formula {
    let start = try sum()
    let column = current.column
    return accept("..<") ? .binary("..<", start, try sum(), column: column) : start
  }

  /// The operands of a function and, behind them, its attributes.
  private mutating func call(_ name: String, column: Int) throws(FormulaError) -> Formula {
    var operands: [Formula] = []
    var attributes: [Formula.Attribute] = []
    if accept(")") { return .call(name, [], [], column: column) }
    repeat {
      if case .name(let label) = current.kind, tokens[place + 1].kind == .symbol(":") {
        place += 2
        attributes.append(Formula.Attribute(label: label, numbers: try numbers()))
      } else {
        operands.append(try sum())
      }
    } while accept(",")
    try expect(")")
    return .call(name, operands, attributes, column: column)
  }

  /// A number, or several in brackets.
  private mutating func numbers() throws(FormulaError) -> [Double] {
    guard accept("[") else { return [try number()] }
    var numbers: [Double] = []
    while !accept("]") {
      if !numbers.isEmpty { try expect(",") }
      numbers.append(try number())
    }
    return numbers
  }

  private mutating func number() throws(FormulaError) -> Double {
    let isNegative = accept("-")
    guard case .number(let number) = current.kind else {
      throw error("a number is expected, but here is \(current.description)")
    }
    place += 1
    return isNegative ? -number : number
  }
}
