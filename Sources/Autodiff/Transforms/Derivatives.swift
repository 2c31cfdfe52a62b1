// SPDX-License-Identifier: Apache-2.0
public import Tensors

// Derivatives of a closure at a point. Each call records, transforms and runs once; to run often, keep a `Program`.

/// The gradient of a function with a single result, of the shape of `x`.
///
/// ```swift
/// let g = try gradient(at: x) { x in sin(x[0]) * x[1] }
/// ```
/// - Throws: `RecordingError` for a mistake in `function`, `DerivativeError` when its result has several elements.
public func gradient<Scalar: ExecutionScalar>(
  at x: Tensor<Scalar>, of function: (Variable) throws -> Variable
) throws -> Tensor<Scalar> {
  try Program(at: x, of: function).gradient().run([x])[0]
}

/// The value and the gradient of a function with a single result.
///
/// - Throws: `RecordingError` for a mistake in `function`, `DerivativeError` when its result has several elements.
public func valueWithGradient<Scalar: ExecutionScalar>(
  at x: Tensor<Scalar>, of function: (Variable) throws -> Variable
) throws -> (value: Tensor<Scalar>, gradient: Tensor<Scalar>) {
  let results = try Program(at: x, of: function).valueWithGradient().run([x])
  return (results[0], results[1])
}

/// The Jacobian, of the shape of the result followed by the shape of `x`.
///
/// - Throws: `RecordingError` for a mistake in `function`.
public func jacobian<Scalar: ExecutionScalar>(
  at x: Tensor<Scalar>, of function: (Variable) throws -> Variable
) throws -> Tensor<Scalar> {
  try Program(at: x, of: function).jacobian().run([x])[0]
}

/// The second derivatives of a function with a single result, of the shape of `x` twice.
///
/// - Throws: `RecordingError` for a mistake in `function`, `DerivativeError` when its result has several elements.
public func hessian<Scalar: ExecutionScalar>(
  at x: Tensor<Scalar>, of function: (Variable) throws -> Variable
) throws -> Tensor<Scalar> {
  try Program(at: x, of: function).hessian().run([x])[0]
}

/// The value, and its derivative along `direction`, of the shape of `x`.
///
/// - Throws: `RecordingError` for a mistake in `function`, `ShapeError` when the direction has another shape.
public func jvp<Scalar: ExecutionScalar>(
  at x: Tensor<Scalar>, along direction: Tensor<Scalar>, of function: (Variable) throws -> Variable
) throws -> (value: Tensor<Scalar>, derivative: Tensor<Scalar>) {
  let results = try Program(at: x, of: function).jvp().run([x, direction])
  return (results[0], results[1])
}

/// The value, and the pullback: from a cotangent of the shape of the value to `Jᵀ·cotangent`, of the shape of `x`.
///
/// - Throws: `RecordingError` for a mistake in `function`; the pullback throws `ShapeError` when the cotangent has
///   another shape.
public func vjp<Scalar: ExecutionScalar>(
  at x: Tensor<Scalar>, of function: (Variable) throws -> Variable
) throws -> (value: Tensor<Scalar>, pullback: (Tensor<Scalar>) throws -> Tensor<Scalar>) {
  let program = try Program(at: x, of: function)
  let run = try program.vjp().compiled(for: Scalar.self)
  let value = try program.run([x])[0]
  return (value, { cotangent in try run([x, cotangent])[1] })
}

/// The product of the second derivatives with a direction, of the shape of `x`, without the matrix.
///
/// - Throws: `RecordingError` for a mistake in `function`, `DerivativeError` when its result has several elements,
///   `ShapeError` when the direction has another shape.
public func hessianVectorProduct<Scalar: ExecutionScalar>(
  at x: Tensor<Scalar>, along direction: Tensor<Scalar>, of function: (Variable) throws -> Variable
) throws -> Tensor<Scalar> {
  try Program(at: x, of: function).hessianVectorProduct().run([x, direction])[0]
}

extension Program {
  /// A function of one variable, recorded at `x`.
  init<Scalar: ExecutionScalar>(at x: Tensor<Scalar>, of function: (Variable) throws -> Variable) throws {
    try self.init(at: [x], named: ["x"]) { [try function($0[0])] }
  }
}
