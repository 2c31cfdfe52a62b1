// SPDX-License-Identifier: Apache-2.0

// What an operation is the same as, by the kind of operation. To add an identity: find the function of its
// operation in one of the files `Identities+...`, or add one here, and a row to the tests' table.

extension Simplifier {
  /// What an operation on one operand is simpler as; `nil` when no identity applies.
  @inline(__always)
  mutating func identity(_ kind: OperationKind, _ operation: Int32, _ x: Int32, _ shape: Int32) -> Int32? {
    switch kind {
    case .negate: negated(x, shape)
    case .reshape: reshaped(x, shape)
    case .transpose: transposed(operation, x, shape)
    case .broadcast: broadcasted(x, shape)
    case .slice: sliced(operation, x, shape)
    case .sum: summed(operation, x, shape)
    case .place, .concatenate: identity(kind, operation, [x], shape)
    case .stopGradient: operand(of: x, if: .stopGradient) == nil ? nil : x
    default: nil
    }
  }

  /// What an operation on two operands is simpler as.
  @inline(__always)
  mutating func identity(_ kind: OperationKind, _ operation: Int32, _ a: Int32, _ b: Int32, _ shape: Int32)
    -> Int32?
  {
    switch kind {
    case .add: added(a, b, shape)
    case .subtract: subtracted(a, b, shape)
    case .multiply: multiplied(operation, a, b, shape)
    case .divide: divided(operation, a, b, shape)
    case .chain: chained(operation, a, b, shape)
    case .power: raised(a, b, shape)
    case .product: product(operation, a, b, shape)
    case .place, .concatenate: identity(kind, operation, [a, b], shape)
    default: nil
    }
  }

  /// What an operation on any number of operands is simpler as.
  mutating func identity(_ kind: OperationKind, _ operation: Int32, _ operands: [Int32], _ shape: Int32)
    -> Int32?
  {
    switch kind {
    case .select: selected(operands, shape)
    case .place: placed(operation, operands, shape)
    case .concatenate: operands.count == 1 ? operands[0] : nil
    default: nil
    }
  }
}
