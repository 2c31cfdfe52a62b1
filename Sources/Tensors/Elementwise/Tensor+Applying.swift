// SPDX-License-Identifier: Apache-2.0

extension Tensor {
  /// The function's value at each element.
  func applying(_ function: UnaryFunction) -> Tensor {
    let values = scalars.withUnsafeBufferPointer { source in
      [Scalar](unsafeUninitializedCapacity: source.count) { target, initialized in
        if let source = source.baseAddress, let target = target.baseAddress {
          Scalar._kernel(function)(source, target, scalars.count)
        }
        initialized = source.count
      }
    }
    return Tensor(unchecked: values, shape: shape)
  }
}
