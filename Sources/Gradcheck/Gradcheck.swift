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
/// every entry of the Jacobian (a sample of them when there are many) is compared with differences. When something is
/// wrong, each operation is checked by itself, and the first that is wrong is named.
///
/// - Parameters:
///   - scalar: The type that the derivatives are wanted in. The program is checked in double precision, whose
///     differences have digits to compare with; in `Float` its derivatives are then compared with those.
///   - function: From `x` to a result of any shape.
/// - Throws: `RecordingError` for a mistake in `function`. A wrong derivative does not throw: see the
///   report's verdict.
/// - Complexity: About ten evaluations for each checked element of `x`, and a pullback for each element of
///   the result.
public func gradcheck<Scalar: ExecutionScalar>(
  at x: Tensor<Double>, for scalar: Scalar.Type = Double.self, options: GradcheckOptions = GradcheckOptions(),
  of function: (Variable) throws -> Variable
) throws -> GradcheckReport {
  let program = try Program(at: [x], named: ["x"]) { [try function($0[0])] }
  return try gradcheck(program, at: [x], for: scalar, options: options)
}

/// Checks the derivatives of a program at a point, as `gradcheck(at:of:)` does those of a closure.
///
/// - Parameters:
///   - point: A tensor for each input.
///   - inputs: The inputs to differentiate by; `nil` for all.
///   - scalar: The type that the derivatives are wanted in.
/// - Throws: `ShapeError` when `point` does not fit the program, `DerivativeError` when there is no such
///   input, `GuardError` when a `branch(_:)` decides otherwise at the point than when the program was recorded.
/// - Complexity: About ten evaluations for each checked element of the inputs, and a pullback for each
///   element of the outputs.
public func gradcheck<Scalar: ExecutionScalar>(
  _ program: Program, at point: [Tensor<Double>], by inputs: [Int]? = nil,
  for scalar: Scalar.Type = Double.self,
  options: GradcheckOptions = GradcheckOptions()
) throws -> GradcheckReport {
  // Derivatives in lower precision are taken at a point that has it.
  let rounded = Scalar.self == Double.self ? point : point.map { Tensor<Double>(Tensor<Scalar>($0)) }
  let subject = try ProgramSubject(program, at: rounded, by: inputs)
  var report = try Checker.report(on: subject, options: options)
  if Scalar.self != Double.self, !report.directions.isEmpty {
    try report.add(PrecisionComparison<Scalar>(subject).check(seed: options.seed))
  }
  return report
}

/// Checks an operation by itself: its pullback and its pushforward, those of its pullback (second order), and its
/// batching rule.
///
/// ```swift
/// let report = try gradcheck(Operation(Cube()), at: [[1, 2, 3]])
/// ```
/// - Parameter operands: What it is applied to.
/// - Throws: `RecordingError` when the operands do not fit the operation.
public func gradcheck(
  _ operation: Operation, at operands: [Tensor<Double>], options: GradcheckOptions = GradcheckOptions()
) throws -> GradcheckReport {
  let names = operands.indices.map { operands.count == 1 ? "x" : "operand \($0)" }
  let program = try Program(inputs: operands.map(\.shape), named: names) { [operation($0)] }
  var report = try gradcheck(program, at: operands, options: options)
  guard report.passed else { return report }
  report.add(try BatchingComparison(program, at: operands).checks(seed: options.seed))
  let second = try gradgradcheck(program, at: operands, options: options)
  report.notes.append("Second order: \(second.verdict.rawValue).")
  if second.verdict == .failed { report.verdict = .failed }
  return report
}

/// Checks the second derivatives of a function at a point.
///
/// The pullback of the function is itself a function, of the point and of the weights of the results; its derivatives
/// are checked as `gradcheck(at:of:)` does those of any other.
///
/// - Throws: `RecordingError` for a mistake in `function`.
public func gradgradcheck(
  at x: Tensor<Double>, options: GradcheckOptions = GradcheckOptions(),
  of function: (Variable) throws -> Variable
) throws -> GradcheckReport {
  let program = try Program(at: [x], named: ["x"]) { [try function($0[0])] }
  return try gradgradcheck(program, at: [x], options: options)
}

/// Checks the second derivatives of a program at a point.
///
/// - Parameters:
///   - point: A tensor for each input.
///   - inputs: The inputs to differentiate by; `nil` for all.
/// - Throws: `ShapeError` when `point` does not fit the program, `DerivativeError` when there is no such input.
public func gradgradcheck(
  _ program: Program, at point: [Tensor<Double>], by inputs: [Int]? = nil,
  options: GradcheckOptions = GradcheckOptions()
) throws -> GradcheckReport {
  let chosen = inputs ?? Array(program.inputShapes.indices)
  let pullback = try program.vjp(by: chosen)
  let count = program.outputShapes.count
  let names = program.inputNames.enumerated().map { $1 ?? "input \($0)" }
  let weightNames = (0..<count).map { count == 1 ? "weights" : "weights \($0)" }
  let function = try Program(inputs: pullback.inputShapes, named: names + weightNames) {
    Array(pullback($0).dropFirst(count))
  }
  var random = Xoshiro256(seed: options.seed &+ 1)
  let weights = program.outputShapes.map { shape in
    Tensor<Double>.uniform(shape, from: 0.5, to: 1.5, using: &random)
  }
  let seeded = chosen + Array(point.count..<point.count + count)
  return try gradcheck(function, at: point + weights, by: seeded, options: options)
}

/// Checks that a program applied to a batch gives what a loop over the samples gives, the values and the derivatives.
///
/// - Parameters:
///   - point: A tensor for each input; the samples of the batch lie around it.
///   - inputs: The inputs that have a value for each sample; `nil` for all.
/// - Returns: A report with identities only.
/// - Throws: `ShapeError` when `point` does not fit the program, `DerivativeError` when it cannot be batched.
public func batchcheck(
  _ program: Program, at point: [Tensor<Double>], over inputs: [Int]? = nil, seed: UInt64 = 1
) throws -> GradcheckReport {
  var report = GradcheckReport(
    verdict: .passed, notes: [], inputs: [], badOperation: nil, directions: [], identities: [],
    precision: nil,
    derivatives: "adjoint", seed: seed, evaluations: 0)
  report.add(try BatchingComparison(program, at: point, over: inputs).checks(seed: seed))
  return report
}
