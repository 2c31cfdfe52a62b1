// SPDX-License-Identifier: Apache-2.0

/// The elementwise operations on one operand.
enum UnaryOperation {
  case negate, reciprocal, abs, sign, sqrt, exp, expm1, log, log1p
  case sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh
  case erf, erfc, sigmoid, softplus, relu

  /// Writes the operation's value at each element of `source` to `target`.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func apply<Scalar: Real>(
    _ source: UnsafeBufferPointer<Scalar>, to target: UnsafeMutableBufferPointer<Scalar>
  ) {
    switch self {
    case .negate: map(source, to: target) { -$0 }
    case .reciprocal: map(source, to: target, Tensors.reciprocal)
    case .abs: map(source, to: target) { $0.magnitude }
    case .sign: map(source, to: target, Tensors.sign)
    case .sqrt: map(source, to: target) { $0.squareRoot() }
    case .exp: map(source, to: target) { .exp($0) }
    case .expm1: map(source, to: target) { .expm1($0) }
    case .log: map(source, to: target) { .log($0) }
    case .log1p: map(source, to: target) { .log1p($0) }
    case .sin: map(source, to: target) { .sin($0) }
    case .cos: map(source, to: target) { .cos($0) }
    case .tan: map(source, to: target) { .tan($0) }
    case .asin: map(source, to: target) { .asin($0) }
    case .acos: map(source, to: target) { .acos($0) }
    case .atan: map(source, to: target) { .atan($0) }
    case .sinh: map(source, to: target) { .sinh($0) }
    case .cosh: map(source, to: target) { .cosh($0) }
    case .tanh: map(source, to: target) { .tanh($0) }
    case .asinh: map(source, to: target) { .asinh($0) }
    case .acosh: map(source, to: target) { .acosh($0) }
    case .atanh: map(source, to: target) { .atanh($0) }
    case .erf: map(source, to: target) { .erf($0) }
    case .erfc: map(source, to: target) { .erfc($0) }
    case .sigmoid: map(source, to: target, Tensors.sigmoid)
    case .softplus: map(source, to: target, Tensors.softplus)
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
