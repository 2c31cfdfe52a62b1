// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Writes expressions with the parentheses that they need and no others.
///
/// Products of all kinds bind alike, from the left, and a sum over elements takes the product behind it. Where readers
/// are used to another rule, an elementwise product beside a matrix product, there are parentheses, so that both agree.
struct ExpressionPrinter<Writer: FormulaWriter> {
  let writer: Writer

  /// How tightly a formula holds together.
  private enum Level: Int {
    case sum
    case total
    case product
    case power
    case atom
  }

  func piece(_ expression: Expression) -> Writer.Piece { bare(expression).0 }

  private func piece(_ expression: Expression, at level: Level) -> Writer.Piece {
    let (piece, own) = bare(expression)
    return own.rawValue < level.rawValue ? writer.parenthesized(piece) : piece
  }

  private func bare(_ expression: Expression) -> (Writer.Piece, Level) {
    switch expression.form {
    case .number(let number): return self.number(number)
    case .symbol(let name): return (writer.name(name), .atom)
    case .literal(let elements): return (writer.literal(elements, expression.shape), .atom)
    case .ones: return (writer.ones(expression.shape), .atom)
    case .unit(let position): return call("unit", [], [("at", [position]), ("in", expression.shape.extents)])
    case .identity: return (writer.identity(expression.shape[0]), .atom)
    case .sum(let terms): return (sum(terms), .sum)
    case .product, .quotient: return product(expression)
    case .power(let base, let exponent):
      let whole = exponent.number.flatMap { Int(exactly: $0) }
      return (writer.power(piece(base, at: .atom), piece(exponent, at: .atom), whole: whole), .power)
    case .comparison(let relation, let a, let b):
      return (writer.comparison(piece(a), relation, piece(b)), .atom)
    case .matrixProduct(let factors):
      return (writer.juxtaposed(factors.map { piece($0, at: .power) }), .product)
    case .dot(let a, let b): return (writer.dot(piece(a, at: .power), piece(b, at: .power)), .product)
    case .transpose(let x): return (writer.transpose(piece(x, at: .atom)), .atom)
    case .total(let x, let axes):
      let level: Level = if case .total = x.form { .total } else { .product }
      return (writer.total(axes.count == x.shape.rank ? nil : axes, piece(x, at: level)), .total)
    case .element(let x, let positions): return (writer.element(piece(x, at: .atom), positions), .atom)
    case .reshape(let x): return call("reshape", [x], [("to", expression.shape.extents)])
    case .call("slice", let operands, let attributes) where attributes.count == 2:
      let ranges = zip(attributes[0].numbers, attributes[1].numbers).map { Int($0)..<Int($1) }
      return (writer.slice(piece(operands[0], at: .atom), ranges), .atom)
    case .call(let name, let operands, let attributes):
      return (writer.call(name, operands.map(piece), attributes), .atom)
    }
  }

  private func call(_ name: String, _ operands: [Expression], _ attributes: [(String, [Int])])
    -> (Writer.Piece, Level)
  {
    let attributes = attributes.map { Operation.Attribute($0.0, $0.1.map(Double.init)) }
    return (writer.call(name, operands.map(piece), attributes), .atom)
  }

  /// A number as it is best read: a whole one, a fraction of whole ones, or a decimal.
  private func number(_ number: Double) -> (Writer.Piece, Level) {
    let (numerator, denominator) = number.fraction
    guard denominator != 1 else { return (writer.number(number), number < 0 ? .sum : .atom) }
    return (writer.fraction(writer.number(numerator), writer.number(denominator)), .product)
  }

  private func sum(_ terms: [Expression]) -> Writer.Piece {
    writer.sum(
      terms.map { term in
        let isNegative = term.coefficient.0 < 0
        return (isNegative, piece(isNegative ? .negative(term) : term, at: .total))
      })
  }

  // MARK: Products

  private func product(_ expression: Expression) -> (Writer.Piece, Level) {
    var (upper, lower) = (expression, Expression.number(1))
    if case .quotient(let a, let b) = expression.form { (upper, lower) = (a, b) }
    let (coefficient, rest) = upper.coefficient
    if coefficient < 0 {
      let positive = Expression.product([.number(-1), expression], expression.shape)
      return (writer.sum([(true, piece(positive, at: .product))]), .sum)
    }
    let (numerator, denominator) = coefficient.fraction
    let isFraction = denominator != 1 || lower.number != 1
    var factors = rest.number == 1 ? [] : rest.elementwiseFactors
    if numerator != 1 || factors.isEmpty { factors.insert(.number(numerator), at: 0) }
    let above = self.factors(factors, isInFraction: isFraction && !writer.stacksFractions)
    guard isFraction else { return (above, .product) }
    let under = denominator == 1 ? lower : .product([.number(denominator), lower])
    let below = writer.stacksFractions ? piece(under) : piece(under, at: .power)
    return (writer.fraction(above, below), .product)
  }

  /// Scalars beside each other and beside the first of the others, which stand apart by the sign of their product.
  private func factors(_ factors: [Expression], isInFraction: Bool) -> Writer.Piece {
    let scalars = factors.filter { $0.shape.rank == 0 }
    let others = factors.filter { $0.shape.rank > 0 }
    func piece(_ factor: Expression, isFirst: Bool, isLast: Bool) -> Writer.Piece {
      switch factor.form {
      case .total where isLast && !isInFraction: self.piece(factor)
      case .matrixProduct where isFirst: self.piece(factor)
      case .dot where factors.count == 1: self.piece(factor)
      default: self.piece(factor, at: .power)
      }
    }
    var beside = scalars.enumerated().map {
      piece($1, isFirst: false, isLast: others.isEmpty && $0 == scalars.count - 1)
    }
    guard let first = others.first else { return beside.count == 1 ? beside[0] : writer.juxtaposed(beside) }
    beside.append(piece(first, isFirst: true, isLast: others.count == 1))
    let head = beside.count == 1 ? beside[0] : writer.juxtaposed(beside)
    let tail = others.enumerated().dropFirst().map {
      piece($1, isFirst: false, isLast: $0 == others.count - 1)
    }
    return tail.isEmpty ? head : writer.elementwise([head] + tail)
  }
}

extension Expression {
  fileprivate var elementwiseFactors: [Expression] {
    if case .product(let factors) = form { factors } else { [self] }
  }
}

extension Double {
  /// The number as a fraction of two whole ones where it is one with a small denominator; by 1 for all other numbers.
  var fraction: (numerator: Double, denominator: Double) {
    guard isFinite, self != 0, self != rounded(), magnitude < 1e9 else { return (self, 1) }
    for denominator in 2...64 {
      let numerator = (self * Double(denominator)).rounded()
      if numerator != 0, numerator / Double(denominator) == self { return (numerator, Double(denominator)) }
    }
    let inverse = (1 / self).rounded()
    return inverse.magnitude < 1e7 && 1 / inverse == self
      ? (inverse < 0 ? -1 : 1, inverse.magnitude) : (self, 1)
  }

  /// The shortest digits that identify the number, without a point where it is whole.
  var shortest: String {
    self == rounded() && magnitude < 1e15 ? "\(Int(self))" : "\(self)"
  }
}
