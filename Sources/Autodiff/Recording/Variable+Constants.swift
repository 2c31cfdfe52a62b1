// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Variable {
  /// A literal repeated on a given tape.
  func broadcast(to shape: Shape, on storage: UnsafeMutablePointer<TapeStorage>) -> Variable {
    let attached = storage.index(of: self).map { Variable(storage: storage, index: $0) } ?? self
    return attached.broadcast(to: shape)
  }

  /// A constant on this variable's tape.
  func constant(_ value: Tensor<Double>) -> Variable {
    guard let storage, isAlive else { return Variable(value) }
    return Variable(storage: storage, index: storage.pointee.list.appendConstant(value))
  }
}
