// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// Operations that work element by element.

extension Expression {
  /// The sum; terms that are alike are put together.
  static func sum(_ terms: [Expression]) -> Expression {
    sum(terms, broadcastShape(of: terms))
  }

  static func difference(_ a: Expression, _ b: Expression) -> Expression {
    sum([a, negative(b)], broadcastShape(of: [a, b]))
  }

  static func negative(_ x: Expression) -> Expression { product([number(-1), x], x.shape) }

  private static func sum(_ terms: [Expression], _ shape: Shape) -> Expression {
    let flat = terms.flatMap { term in if case .sum(let inner) = term.form { inner } else { [term] } }
    var alike: [(coefficient: Double, rest: Expression)] = []
    for term in flat {
      let (coefficient, rest) = plain(term, beside: flat, shape).coefficient
      if let known = alike.firstIndex(where: { $0.rest == rest }) {
        alike[known].coefficient += coefficient
      } else {
        alike.append((coefficient, rest))
      }
    }
    var sums = alike.filter { $0.coefficient != 0 }.map { product([number($0.coefficient), $0.rest]) }
    if sums.isEmpty { return filled(0, shape) }
    // What is subtracted does not stand first.
    if sums[0].coefficient.0 < 0, let first = sums.firstIndex(where: { $0.coefficient.0 > 0 }) {
      sums.insert(sums.remove(at: first), at: 0)
    }
    let result = sums.count == 1 ? sums[0] : Expression(.sum(sums), broadcastShape(of: sums))
    return broadcast(result, to: shape)
  }

  /// The product element by element: numbers and powers are put together, quotients made one.
  static func product(_ factors: [Expression]) -> Expression {
    product(factors, broadcastShape(of: factors))
  }

  static func product(_ factors: [Expression], _ shape: Shape) -> Expression {
    let flat = factors.flatMap { factor in
      if case .product(let inner) = factor.form { inner } else { [factor] }
    }
    var coefficient = 1.0
    var numerators: [Expression] = []
    var denominators: [Expression] = []
    for factor in flat {
      switch factor.form {
      case .number(let number): coefficient *= number
      case .quotient(let a, let b):
        let (upper, lower) = (a.coefficient, b.coefficient)
        coefficient *= upper.0 / lower.0
        if upper.rest.number == nil { numerators.append(upper.rest) }
        if lower.rest.number == nil { denominators.append(lower.rest) }
      default: numerators.append(factor)
      }
    }
    if coefficient == 0 { return filled(0, shape) }
    let upper = joined(numerators.map { plain($0, beside: flat, shape) }, coefficient)
    guard !denominators.isEmpty else { return broadcast(upper, to: shape) }
    let lower = joined(denominators, 1)
    return broadcast(Expression(.quotient(upper, lower), broadcastShape(of: [upper, lower])), to: shape)
  }

  static func quotient(_ a: Expression, _ b: Expression) -> Expression {
    let shape = broadcastShape(of: [a, b])
    if let number = b.number { return product([.number(1 / number), a], shape) }
    if case .quotient(let upper, let lower) = b.form { return product([a, quotient(lower, upper)], shape) }
    return product([a, Expression(.quotient(.number(1), b), b.shape)], shape)
  }

  static func power(_ base: Expression, _ exponent: Expression) -> Expression {
    let shape = broadcastShape(of: [base, exponent])
    switch exponent.number {
    case 0: return filled(1, shape)
    case 1: return base
    case -1: return quotient(.number(1), base)
    default: break
    }
    if let base = base.number, let exponent = exponent.number { return .number(.pow(base, exponent)) }
    if case .power(let inner, let first) = base.form, let a = first.number, let b = exponent.number,
      a == a.rounded(), b == b.rounded()
    {
      return power(inner, .number(a * b))
    }
    return Expression(.power(base, exponent), shape)
  }

  static func comparison(_ relation: Relation, _ a: Expression, _ b: Expression) -> Expression {
    Expression(.comparison(relation, a, b), broadcastShape(of: [a, b]))
  }

  /// A number in every place.
  static func filled(_ number: Double, _ shape: Shape) -> Expression {
    shape == .scalar || number == 0
      ? .number(number) : product([.number(number), Expression(.ones, shape)], shape)
  }

  // MARK: Parts

  /// Factors with a number; equal ones become powers, scalars stand in front.
  private static func joined(_ factors: [Expression], _ coefficient: Double) -> Expression {
    var (number, powers) = (coefficient, [(base: Expression, exponent: Double)]())
    for factor in factors.flatMap({ if case .product(let inner) = $0.form { inner } else { [$0] } }) {
      var (base, exponent) = (factor, 1.0)
      if case .number(let other) = factor.form {
        number *= other
        continue
      }
      if case .power(let inner, let constant) = factor.form, let known = constant.number {
        (base, exponent) = (inner, known)
      }
      if let known = powers.firstIndex(where: { $0.base == base }), base.form != .ones {
        powers[known].exponent += exponent
      } else {
        powers.append((base, exponent))
      }
    }
    var all = powers.map { power($0.base, .number($0.exponent)) }.filter { $0.number != 1 }
    all = all.filter { $0.shape.rank == 0 } + all.filter { $0.shape.rank > 0 }
    if number != 1 || all.isEmpty { all.insert(.number(number), at: 0) }
    return all.count == 1 ? all[0] : Expression(.product(all), broadcastShape(of: all))
  }

  /// A part of a sum or product without the repetition that broadcasting does by itself beside the other parts.
  private static func plain(_ part: Expression, beside parts: [Expression], _ shape: Shape) -> Expression {
    guard let narrow = part.unrepeated else { return part }
    var others = parts
    if let place = others.firstIndex(of: part) { others.remove(at: place) }
    return broadcastShape(of: others + [narrow]) == shape ? narrow : part
  }

  /// What is repeated by broadcasting; `nil` when nothing is, or not by NumPy's rule.
  private var unrepeated: Expression? {
    switch form {
    case .ones: .number(1)
    case .reshape(let inner) where inner.shape.rank == 0: inner
    case .transpose(let vector) where vector.shape.rank == 1: vector
    case .matrixProduct(let factors) where factors.count == 2 && factors[0].form == .ones:
      if case .transpose(let vector) = factors[1].form, vector.shape.rank == 1 { vector } else { nil }
    case .product(let factors): Self.unrepeated(factors)
    default: nil
    }
  }

  private static func unrepeated(_ factors: [Expression]) -> Expression? {
    let narrow = factors.map { $0.unrepeated ?? $0 }
    return narrow == factors ? nil : product(narrow)
  }

  static func broadcastShape(of parts: [Expression]) -> Shape {
    parts.reduce(.scalar) { shape, part in shape.broadcast(with: part.shape) ?? shape }
  }
}
