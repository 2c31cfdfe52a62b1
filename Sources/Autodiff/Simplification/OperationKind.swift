// SPDX-License-Identifier: Apache-2.0

/// The operations that identities are known for.
enum OperationKind: UInt8 {
  case add, subtract, multiply, divide, negate, chain, power, select, equal, notEqual
  case reshape, transpose, broadcast, slice, place, concatenate
  case sum, product, stopGradient
  case other

  init(_ primitive: any Primitive) {
    self = OperationKind.ofType[ObjectIdentifier(type(of: primitive))] ?? .other
  }

  /// By type, as a cast for each kind in turn would cost more than all else that is done with an operation.
  private static let ofType: [ObjectIdentifier: OperationKind] = [
    ObjectIdentifier(Add.self): .add, ObjectIdentifier(Subtract.self): .subtract,
    ObjectIdentifier(Multiply.self): .multiply, ObjectIdentifier(Divide.self): .divide,
    ObjectIdentifier(Negate.self): .negate, ObjectIdentifier(ElementwiseChain.self): .chain,
    ObjectIdentifier(Pow.self): .power, ObjectIdentifier(Select.self): .select,
    ObjectIdentifier(Equal.self): .equal, ObjectIdentifier(NotEqual.self): .notEqual,
    ObjectIdentifier(Reshape.self): .reshape, ObjectIdentifier(Transpose.self): .transpose,
    ObjectIdentifier(Broadcast.self): .broadcast, ObjectIdentifier(Slice.self): .slice,
    ObjectIdentifier(Place.self): .place, ObjectIdentifier(Concatenate.self): .concatenate,
    ObjectIdentifier(Sum.self): .sum, ObjectIdentifier(MatMul.self): .product,
    ObjectIdentifier(StopGradient.self): .stopGradient,
  ]

  /// Whether the two operands may be exchanged.
  var commutes: Bool {
    switch self {
    case .add, .multiply, .chain, .equal, .notEqual: true
    default: false
    }
  }
}
