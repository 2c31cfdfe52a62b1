// SPDX-License-Identifier: Apache-2.0

/// The elementwise operations on one operand.
enum UnaryOperation {
  case negate, abs, exp, log, sqrt, sin, cos, tanh, sigmoid, relu

  /// Writes the operation's value at each element of `source` to `target`.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func apply<Scalar: Real>(
    _ source: UnsafeBufferPointer<Scalar>, to target: UnsafeMutableBufferPointer<Scalar>
  ) {
    switch self {
    case .negate: map(source, to: target) { -$0 }
    case .abs: map(source, to: target) { $0.magnitude }
    case .exp: map(source, to: target) { .exp($0) }
    case .log: map(source, to: target) { .log($0) }
    case .sqrt: map(source, to: target) { $0.squareRoot() }
    case .sin: map(source, to: target) { .sin($0) }
    case .cos: map(source, to: target) { .cos($0) }
    case .tanh: map(source, to: target) { .tanh($0) }
    case .sigmoid: map(source, to: target, Tensors.sigmoid)
    case .relu: map(source, to: target, Tensors.relu)
    }
  }
}

@inline(__always)
private func map<Scalar: Real>(
  _ source: UnsafeBufferPointer<Scalar>, to target: UnsafeMutableBufferPointer<Scalar>,
  _ operation: (Scalar) -> Scalar
) {
  for i in 0..<source.count { target.initializeElement(at: i, to: operation(source[i])) }
}

extension Tensor {
  /// The operation's value at each element.
  func applying(_ operation: UnaryOperation) -> Tensor {
    let values = scalars.withUnsafeBufferPointer { source in
      [Scalar](unsafeUninitializedCapacity: source.count) { target, initialized in
        operation.apply(source, to: target)
        initialized = source.count
      }
    }
    return Tensor(unchecked: values, shape: shape)
  }
}
