// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

/// Checks the derivatives of a function at a point.
///
/// ```swift
/// let report = try gradcheck(at: x) { x in sin(x[0]) * x[1] }
/// print(report)
/// ```
/// For random directions the forward sweep, the reverse sweep and differences must give the same number; then
/// every entry of the Jacobian (a sample of them when there are many) is compared with differences.
///
/// - Parameters:
///   - scalar: The type that the derivatives are computed in. Differences are in double precision always.
///   - function: From `x` to a result of any shape.
/// - Throws: `RecordingError` for a mistake in `function`. A wrong derivative does not throw: see the
///   report's verdict.
/// - Complexity: About ten evaluations for each checked element of `x`, and a pullback for each element of
///   the result.
public func gradcheck<Scalar: ExecutionScalar>(
  at x: Tensor<Double>, for scalar: Scalar.Type = Double.self, options: GradcheckOptions = GradcheckOptions(),
  of function: (Variable) throws -> Variable
) throws -> GradcheckReport {
  let program = try Program(inputs: [x.shape], named: ["x"]) { [try function($0[0])] }
  return try gradcheck(program, at: [x], for: scalar, options: options)
}

/// Checks the derivatives of a program at a point, as `gradcheck(at:of:)` does those of a closure.
///
/// - Parameters:
///   - point: A tensor for each input.
///   - inputs: The inputs to differentiate by; `nil` for all.
///   - scalar: The type that the derivatives are computed in. Differences are in double precision always.
/// - Throws: `ShapeError` when `point` does not fit the program, `DerivativeError` when there is no such
///   input.
/// - Complexity: About ten evaluations for each checked element of the inputs, and a pullback for each
///   element of the outputs.
public func gradcheck<Scalar: ExecutionScalar>(
  _ program: Program, at point: [Tensor<Double>], by inputs: [Int]? = nil,
  for scalar: Scalar.Type = Double.self,
  options: GradcheckOptions = GradcheckOptions()
) throws -> GradcheckReport {
  let subject = try ProgramSubject<Scalar>(program, at: point, by: inputs)
  return try Checker.report(on: subject, options: options)
}

/// Checks a gradient that you wrote against differences of the function.
///
/// ```swift
/// let mine = try gradcheck(at: x, gradient: { x in 2 * x }) { x in sum(x * x) }
/// ```
/// - Parameters:
///   - gradient: From `x` to the derivatives by its elements, of the same shape.
///   - function: From `x` to a single number.
/// - Throws: `RecordingError` for a mistake in `function`; `ShapeError` when its result is not a single
///   number or the gradient has another shape than `x`; what `gradient` throws. A wrong gradient does not
///   throw: see the report's verdict.
/// - Complexity: About ten evaluations of the function for each checked element of `x`.
public func gradcheck(
  at x: Tensor<Double>, gradient: @escaping (Tensor<Double>) throws -> Tensor<Double>,
  options: GradcheckOptions = GradcheckOptions(), of function: (Variable) throws -> Variable
) throws -> GradcheckReport {
  let program = try Program(inputs: [x.shape], named: ["x"]) { [try function($0[0])] }
  return try Checker.report(on: SuppliedGradient(program, at: x, gradient: gradient), options: options)
}
