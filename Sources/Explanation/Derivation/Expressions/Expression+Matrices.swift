// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

// Products of matrices, and operations that move elements.

extension Expression {
  /// The product of two matrices. A vector that was made a column or a row for it is written as itself.
  static func matrixProduct(_ a: Expression, _ b: Expression) -> Expression {
    let shape: Shape = [a.shape[0], b.shape[1]]
    if a.isZero || b.isZero { return .number(0) }
    let (left, first) = a.withoutScalars
    let (right, second) = b.withoutScalars
    if !left.isEmpty || !right.isEmpty { return product(left + right + [matrixProduct(first, second)]) }
    if case .identity = a.form { return b }
    if case .identity = b.form { return a }
    let factors = a.factors + b.factors
    guard let last = factors.last, last.shape.rank == 1 else {
      return Expression(.matrixProduct(factors), shape)
    }
    guard case .transpose(let row) = factors[0].form, row.shape.rank == 1 else {
      return reshaped(Expression(.matrixProduct(factors), [shape[0]]), to: shape)
    }
    let rest = Array(factors.dropFirst())
    let column = rest.count == 1 ? rest[0] : Expression(.matrixProduct(rest), row.shape)
    return reshaped(Expression(.dot(row, column), .scalar), to: shape)
  }

  /// The factors of a matrix product; a column by its vector.
  private var factors: [Expression] {
    switch form {
    case .matrixProduct(let factors): factors
    case .reshape(let vector) where vector.shape.rank == 1 && shape == [vector.shape[0], 1]: vector.factors
    default: [self]
    }
  }

  /// The factors of an elementwise product that are scalars, and the rest.
  private var withoutScalars: (scalars: [Expression], rest: Expression) {
    switch form {
    case .product(let factors):
      let scalars = factors.filter { $0.shape.rank == 0 }
      let rest = factors.filter { $0.shape.rank > 0 }
      return scalars.isEmpty || rest.isEmpty ? ([], self) : (scalars, Expression.product(rest, shape))
    case .reshape(let inner) where inner.shape.rank > 0:
      let (scalars, rest) = inner.withoutScalars
      return scalars.isEmpty ? ([], self) : (scalars, .reshaped(rest, to: shape))
    case .transpose(let inner):
      let (scalars, rest) = inner.withoutScalars
      return scalars.isEmpty ? ([], self) : (scalars, .transposed(rest))
    default: return ([], self)
    }
  }

  /// The transpose of a matrix, or the row of a vector.
  static func transposed(_ x: Expression) -> Expression {
    let (scalars, rest) = x.withoutScalars
    if !scalars.isEmpty { return product(scalars + [transposed(rest)]) }
    if x.isZero { return x }
    let shape: Shape = x.shape.rank == 1 ? [1, x.shape[0]] : [x.shape[1], x.shape[0]]
    switch x.form {
    case .transpose(let inner): return reshaped(inner, to: shape)
    case .identity: return x
    case .ones where x.shape.rank == 2: return Expression(.ones, shape)
    case .reshape(let vector) where vector.shape.rank == 1 && x.shape[1] == 1: return transposed(vector)
    case .matrixProduct(let factors) where x.shape.rank == 2:
      return Expression(.matrixProduct(factors.reversed().map { $0.turned }), shape)
    default: return Expression(.transpose(x), shape)
    }
  }

  /// The transpose as a factor: of a row the vector.
  private var turned: Expression {
    if case .transpose(let vector) = form, vector.shape.rank == 1 { return vector }
    return .transposed(self)
  }

  // MARK: Shapes

  static func reshaped(_ x: Expression, to shape: Shape) -> Expression {
    if x.shape == shape || x.isZero { return x }
    let (scalars, rest) = x.withoutScalars
    if !scalars.isEmpty { return product(scalars + [reshaped(rest, to: shape)], shape) }
    switch x.form {
    case .reshape(let inner): return reshaped(inner, to: shape)
    case .ones: return filled(1, shape)
    case .literal(let elements): return Expression(.literal(elements), shape)
    case .transpose(let inner) where inner.shape.rank == 1 || inner.shape[0] == 1 || inner.shape[1] == 1:
      return reshaped(inner, to: shape)
    case .matrixProduct where x.shape.rank == 2 && x.shape[0] == 1 && shape == [x.shape[1]]:
      // A row times a matrix is, as a vector, the transposed matrix times a column.
      if let vector = x.columnOfRow { return vector }
    default: break
    }
    if x.shape.rank == 1, x.shape[0] != 1, shape == [1, x.shape[0]] { return transposed(x) }
    if x.shape.rank > 0, shape == Shape(Array(x.shape.extents.drop { $0 == 1 })) {
      return element(x, Array(repeating: 0, count: x.shape.rank - shape.rank))
    }
    return Expression(.reshape(x), shape)
  }

  private var columnOfRow: Expression? {
    guard case .matrixProduct(let factors) = form, factors[0].turned.shape.rank == 1 else { return nil }
    return Expression(.matrixProduct(factors.reversed().map { $0.turned }), [shape[1]])
  }

  static func broadcast(_ x: Expression, to shape: Shape) -> Expression {
    if x.shape == shape || x.isZero { return x }
    if x.shape.elementCount == 1 {
      return product([reshaped(x, to: .scalar), Expression(.ones, shape)], shape)
    }
    let (scalars, rest) = x.withoutScalars
    if !scalars.isEmpty { return product(scalars + [broadcast(rest, to: shape)], shape) }
    if x.form == .ones { return filled(1, shape) }
    if shape.rank == 2, x.shape == [shape[1]] || x.shape == [1, shape[1]] {
      let row = x.shape.rank == 1 ? transposed(x) : x
      return matrixProduct(reshaped(Expression(.ones, [shape[0]]), to: [shape[0], 1]), row)
    }
    if shape.rank == 2, x.shape == [shape[0], 1] {
      return matrixProduct(x, transposed(Expression(.ones, [shape[1]])))
    }
    return Expression(.call("broadcast", [x], [.init("to", shape.extents.map(Double.init))]), shape)
  }

  /// The sum over axes, which go.
  static func total(_ x: Expression, axes: [Int]) -> Expression {
    guard !axes.isEmpty, !x.isZero else { return x }
    let shape = Shape(x.shape.extents.indices.filter { !axes.contains($0) }.map { x.shape[$0] })
    let (scalars, rest) = x.withoutScalars
    if !scalars.isEmpty { return product(scalars + [total(rest, axes: axes)]) }
    switch x.form {
    case .ones: return filled(Double(x.shape.elementCount / max(1, shape.elementCount)), shape)
    case .total(let inner, let first) where axes.count == x.shape.rank:
      return first.isEmpty ? total(inner, axes: axes) : total(inner, axes: Array(0..<inner.shape.rank))
    case .reshape(let inner) where axes.count == x.shape.rank:
      return total(inner, axes: Array(0..<inner.shape.rank))
    case .transpose(let inner) where axes.count == x.shape.rank:
      return total(inner, axes: Array(0..<inner.shape.rank))
    case .unit: return .number(1)
    default: break
    }
    if x.shape.rank == 0 { return x }
    // Along an axis of extent 1 there is nothing to sum.
    if axes.allSatisfy({ x.shape[$0] == 1 }) { return reshaped(x, to: shape) }
    return Expression(.total(x, axes: axes), shape)
  }

  /// What stands at positions along the first axes.
  static func element(_ x: Expression, _ positions: [Int]) -> Expression {
    if positions.isEmpty || x.isZero { return x }
    if case .element(let inner, let first) = x.form { return element(inner, first + positions) }
    if case .reshape(let inner) = x.form, x.shape.extents.prefix(positions.count).allSatisfy({ $0 == 1 }) {
      return reshaped(inner, to: Shape(Array(x.shape.extents.dropFirst(positions.count))))
    }
    if case .ones = x.form { return filled(1, Shape(Array(x.shape.extents.dropFirst(positions.count)))) }
    return Expression(.element(x, positions), Shape(Array(x.shape.extents.dropFirst(positions.count))))
  }

  /// Zeros with terms in boxes; single elements of vectors by unit vectors, rows of matrices by outer products.
  static func placed(_ terms: [Expression], at starts: [[Int]], in shape: Shape) -> Expression {
    sum(
      zip(terms, starts).map { term, start in
        if term.isZero { return .number(0) }
        if term.shape == shape { return term }
        if shape.rank == 1, term.shape == [1] {
          return product([reshaped(term, to: .scalar), Expression(.unit(start[0]), shape)])
        }
        if shape.rank == 2, term.shape == [1, shape[1]] {
          let column = reshaped(Expression(.unit(start[0]), [shape[0]]), to: [shape[0], 1])
          return matrixProduct(column, term)
        }
        if shape.rank == 2, term.shape == [1, 1] {
          let column = reshaped(Expression(.unit(start[0]), [shape[0]]), to: [shape[0], 1])
          let row = transposed(Expression(.unit(start[1]), [shape[1]]))
          return product([reshaped(term, to: .scalar), matrixProduct(column, row)])
        }
        let attributes: [Operation.Attribute] = [
          .init("at", start.map(Double.init)), .init("in", shape.extents.map(Double.init)),
        ]
        return Expression(.call("place", [term], attributes), shape)
      })
  }
}
