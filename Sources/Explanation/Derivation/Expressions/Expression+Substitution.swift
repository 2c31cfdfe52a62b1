// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Expression {
  /// The expression with others in the place of some symbols, simplified again.
  func replacing(_ replacement: (String) -> Expression?) -> Expression {
    mapping { if case .symbol(let name) = $0.form { replacement(name) } else { nil } }
  }

  /// The expression with others in the place of some that have no parts, simplified again.
  func mapping(_ replacement: (Expression) -> Expression?) -> Expression {
    if parts.isEmpty { return replacement(self) ?? self }
    let new = parts.map { $0.mapping(replacement) }
    return new == parts ? self : remade(with: new)
  }

  /// The same operation on other parts, of the same shapes.
  private func remade(with parts: [Expression]) -> Expression {
    switch form {
    case .number, .symbol, .literal, .ones, .unit, .identity: self
    case .sum: .broadcast(.sum(parts), to: shape)
    case .product: .product(parts, shape)
    case .quotient: .product([.quotient(parts[0], parts[1])], shape)
    case .power: .power(parts[0], parts[1])
    case .comparison(let relation, _, _): .comparison(relation, parts[0], parts[1])
    case .dot:
      .reshaped(
        .matrixProduct(.transposed(parts[0]), .reshaped(parts[1], to: [parts[1].shape[0], 1])), to: .scalar)
    case .matrixProduct: product(of: parts)
    case .transpose: .transposed(parts[0])
    case .total(_, let axes): .total(.broadcast(parts[0], to: self.parts[0].shape), axes: axes)
    case .element(_, let positions): .element(parts[0], positions)
    case .reshape: .reshaped(parts[0], to: shape)
    case .call(let name, _, let attributes): Expression(.call(name, parts, attributes), shape)
    }
  }

  /// The matrix product of factors, vectors being columns, of this expression's shape.
  private func product(of factors: [Expression]) -> Expression {
    let matrices = factors.map { $0.shape.rank == 1 ? Expression.reshaped($0, to: [$0.shape[0], 1]) : $0 }
    return .reshaped(matrices.dropFirst().reduce(matrices[0]) { Expression.matrixProduct($0, $1) }, to: shape)
  }
}
