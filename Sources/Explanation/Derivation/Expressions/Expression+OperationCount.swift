// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Expression {
  /// The number of operations on numbers that it takes as it is written: additions, multiplications, divisions and
  /// values of functions. Symbols are known already, and moving elements counts for nothing.
  var operationCount: Int {
    let own: Int =
      switch form {
      case .number, .symbol, .literal, .ones, .unit, .identity, .transpose, .element, .reshape: 0
      case .sum(let terms):
        // To subtract is one operation.
        shape.elementCount * (terms.count - 1) - terms.dropFirst().reduce(0) { $0 + $1.signCost }
      case .product(let factors):
        // A factor is multiplied in as far as it and those before it reach.
        zip(factors.indices.dropFirst(), factors.dropFirst()).reduce(0) { count, next in
          count + Self.broadcastShape(of: Array(factors[...next.0])).elementCount
        }
      case .quotient, .power, .comparison: shape.elementCount
      case .matrixProduct(let factors): Self.productCost(factors)
      case .dot(let a, _): max(0, 2 * a.shape.elementCount - 1)
      case .total(let x, _): x.shape.elementCount - shape.elementCount
      case .call(let name, let operands, _):
        Self.movesOnly.contains(name)
          ? 0 : max(shape.elementCount, operands.map(\.shape.elementCount).max() ?? 0)
      }
    return parts.reduce(own) { $0 + $1.operationCount }
  }

  /// What writing a term with a sign spares, where it is subtracted.
  private var signCost: Int { coefficient.0 == -1 ? shape.elementCount : 0 }

  private static let movesOnly: Set = [
    "broadcast", "place", "slice", "concatenate", "gather", "flipped", "transpose", "diagonal",
    "diagonalMatrix",
    "stopGradient",
  ]

  /// From left to right, as it is read.
  private static func productCost(_ factors: [Expression]) -> Int {
    var cost = 0
    let rows = factors[0].shape[0]
    var inner = factors[0].shape.rank == 1 ? 1 : factors[0].shape[1]
    for factor in factors.dropFirst() {
      let columns = factor.shape.rank == 1 ? 1 : factor.shape[1]
      cost += rows * columns * (2 * inner - 1)
      inner = columns
    }
    return cost
  }
}
