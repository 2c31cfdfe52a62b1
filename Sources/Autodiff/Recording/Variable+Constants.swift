// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Variable {
  /// A literal repeated on a given tape.
  func broadcast(to shape: Shape, on storage: UnsafeMutablePointer<TapeStorage>) -> Variable {
    (storage.index(of: self).map { Variable(storage: storage, index: $0) } ?? self).broadcast(to: shape)
  }

  /// A literal as a constant of the tape of `other`, if it has one; any other variable as it is.
  @inline(__always)
  func attached(beside other: Variable) -> Variable {
    guard let literal, other.storage != nil, other.isAlive else { return self }
    return other.constant(Tensor(literal))
  }

  /// A constant on this variable's tape.
  func constant(_ value: Tensor<Double>) -> Variable {
    guard let storage, isAlive else { return Variable(value) }
    return Variable(storage: storage, index: storage.pointee.list.appendConstant(value))
  }
}

/// The variables with literals among them recorded on the tape of the others, if there is one.
func attached(_ variables: [Variable]) -> [Variable] {
  guard let storage = variables.first(where: { $0.storage != nil && $0.isAlive })?.storage else {
    return variables
  }
  return variables.map { variable in
    guard variable.literal != nil, let index = storage.index(of: variable) else { return variable }
    return Variable(storage: storage, index: index)
  }
}
