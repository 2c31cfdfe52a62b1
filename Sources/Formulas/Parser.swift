// SPDX-License-Identifier: Apache-2.0

/// Reads expressions by recursive descent. Powers bind to the right and before a sign: `-x^2` is `-(x^2)`.
struct Parser {
  private let text: String
  private let tokens: [Token]
  private var place = 0
  private var depth = 0

  /// Expressions nested deeper than this are refused.
  private static let mostDepth = 200

  init(_ text: String) throws(FormulaError) {
    self.text = text
    tokens = try Token.tokens(of: text)
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
    depth += 1
    defer { depth -= 1 }
    if depth > Self.mostDepth { throw error("the expression is nested too deeply") }
    return try chain(["+", "-"]) { parser throws(FormulaError) in try parser.product() }
  }

  private mutating func product() throws(FormulaError) -> Formula {
    try chain(["*", "/", "@"]) { parser throws(FormulaError) in try parser.signed() }
  }

  /// Operands of equal rank, taken together from the left.
  private mutating func chain(
    _ symbols: [String], _ operand: (inout Parser) throws(FormulaError) -> Formula
  ) throws(FormulaError) -> Formula {
    var left = try operand(&self)
    while case .symbol(let symbol) = current.kind, symbols.contains(symbol) {
      let column = current.column
      place += 1
      left = .binary(symbol, left, try operand(&self), column: column)
    }
    return left
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
    depth += 1
    defer { depth -= 1 }
    if depth > Self.mostDepth { throw error("the expression is nested too deeply") }
    return .binary("^", base, try signed(), column: column)
  }

  private mutating func indexed() throws(FormulaError) -> Formula {
    var value = try primary()
    while current.kind == .symbol("[") {
      let column = current.column
      place += 1
      value = .index(value, try arguments(until: "]"), column: column)
    }
    return value
  }

  private mutating func primary() throws(FormulaError) -> Formula {
    let token = current
    switch token.kind {
    case .number(let number):
      place += 1
      return .number(number)
    case .name(let name):
      place += 1
      guard accept("(") else { return .name(name, column: token.column) }
      return .call(name, try arguments(until: ")"), column: token.column)
    case .symbol("("):
      place += 1
      let value = try sum()
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
    var arguments = [try sum()]
    while accept(",") { arguments.append(try sum()) }
    try expect(end)
    return arguments
  }
}
