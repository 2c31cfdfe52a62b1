// SPDX-License-Identifier: Apache-2.0
package import Autodiff
package import Tensors

/// A formula in matrix notation, with the shape of its value.
///
/// Made by the functions that simplify (``Expression/sum(_:)``, ``Expression/product(_:)`` ...), so that no expression
/// holds a sum in a sum, a product with 1 or a twofold transpose.
///
/// Elementwise operations broadcast as NumPy's do. In matrix products a vector is a column.
package struct Expression: Hashable, Sendable {
  /// How it is put together.
  package indirect enum Form: Hashable, Sendable {
    case number(Double)
    case symbol(String)
    /// A constant array.
    case literal([Double])
    /// All elements are 1.
    case ones
    /// A vector that is 1 at a position and 0 elsewhere.
    case unit(Int)
    case identity
    case sum([Expression])
    /// Element by element: the number first, then the scalars.
    case product([Expression])
    /// Element by element.
    case quotient(Expression, Expression)
    /// Element by element.
    case power(Expression, Expression)
    /// 1 where it holds, else 0.
    case comparison(Relation, Expression, Expression)
    case matrixProduct([Expression])
    /// The scalar product of two vectors.
    case dot(Expression, Expression)
    /// Of a matrix, or a vector made a row.
    case transpose(Expression)
    /// The sum over axes, which go.
    case total(Expression, axes: [Int])
    /// What stands at positions along the first axes.
    case element(Expression, [Int])
    case reshape(Expression)
    case call(String, [Expression], [Operation.Attribute])
  }

  /// A relation between elements.
  package enum Relation: String, Hashable, Sendable {
    case less = "<"
    case lessOrEqual = "≤"
    case greater = ">"
    case greaterOrEqual = "≥"
    case equal = "="
    case notEqual = "≠"
  }

  package let form: Form
  package let shape: Shape

  init(_ form: Form, _ shape: Shape) {
    self.form = form
    self.shape = shape
  }

  static func number(_ number: Double) -> Expression { Expression(.number(number), .scalar) }

  static func symbol(_ name: String, _ shape: Shape) -> Expression { Expression(.symbol(name), shape) }

  /// The number that it is.
  var number: Double? { if case .number(let number) = form { number } else { nil } }

  /// Whether it is zero everywhere.
  var isZero: Bool { number == 0 }

  /// The number that it is a multiple of, and what is left.
  var coefficient: (Double, rest: Expression) {
    switch form {
    case .number(let number): (number, .number(1))
    case .product(let factors):
      factors[0].number.map { ($0, .product(Array(factors.dropFirst()), shape)) } ?? (1, self)
    default: (1, self)
    }
  }

  /// The expressions that it is put together from.
  var parts: [Expression] {
    switch form {
    case .number, .symbol, .literal, .ones, .unit, .identity: []
    case .sum(let parts), .product(let parts), .matrixProduct(let parts), .call(_, let parts, _): parts
    case .quotient(let a, let b), .power(let a, let b), .comparison(_, let a, let b), .dot(let a, let b):
      [a, b]
    case .transpose(let x), .total(let x, _), .element(let x, _), .reshape(let x): [x]
    }
  }

  /// How often each symbol occurs.
  var symbols: [String: Int] {
    var counts: [String: Int] = [:]
    func count(_ expression: Expression) {
      if case .symbol(let name) = expression.form { counts[name, default: 0] += 1 }
      for part in expression.parts { count(part) }
    }
    count(self)
    return counts
  }

  /// The number of symbols, numbers and operations; a sign counts for nothing.
  var weight: Int {
    if case .product(let factors) = form, factors.count == 2, factors[0].number == -1 {
      return factors[1].weight
    }
    return parts.reduce(1) { $0 + $1.weight }
  }
}
