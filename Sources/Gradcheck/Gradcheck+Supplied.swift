// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

// Derivatives that a user wrote, beside the function that they claim to be the derivatives of.

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
  try gradcheck(
    at: [x], named: ["x"], gradients: { x in [try gradient(x[0])] }, options: options
  ) { v in try function(v[0]) }
}

/// Checks gradients by several inputs that you wrote against differences of the function.
///
/// - Parameters:
///   - point: A tensor for each input.
///   - names: What the inputs are called in the report.
///   - gradients: From the inputs to the derivatives by each of them, of its shape.
///   - function: From the inputs to a single number.
/// - Throws: As `gradcheck(at:gradient:options:of:)` does.
/// - Complexity: About ten evaluations of the function for each checked element.
public func gradcheck(
  at point: [Tensor<Double>], named names: [String] = [],
  gradients: @escaping ([Tensor<Double>]) throws -> [Tensor<Double>],
  options: GradcheckOptions = GradcheckOptions(), of function: ([Variable]) throws -> Variable
) throws -> GradcheckReport {
  let program = try Program(at: point, named: names) { [try function($0)] }
  guard program.outputShapes[0].elementCount == 1 else {
    throw ShapeError(
      "gradcheck", program.outputShapes,
      "a gradient needs a function with a single result; reduce it, for instance with sum")
  }
  let recorded = try ProgramSubject(program, at: point)
  let shapes = point.map(\.shape)
  var unsummed: [Int: Shape] = [:]
  for (number, result) in try gradients(point).enumerated().prefix(shapes.count)
  where result.shape != shapes[number] && shapes[number].broadcast(with: result.shape) == result.shape {
    unsummed[number] = result.shape
  }
  let subject = SuppliedSubject(recorded, called: "gradient") { w, x in
    let results = try gradients(recorded.inputs.tensors(of: x))
    guard results.count == shapes.count else {
      throw ShapeError(
        "gradcheck", results.map(\.shape), "there must be a gradient for each of \(shapes.count) inputs")
    }
    return try zip(results, shapes).enumerated().flatMap { number, pair in
      let (result, shape) = pair
      let fitted = try result.summed(to: shape)
      guard fitted.shape == shape else {
        throw ShapeError(
          "gradcheck", [result.shape],
          "the gradient by \(recorded.inputs.names[number]) must have its shape, \(shape)")
      }
      return fitted.scalars.map { w[0] * $0 }
    }
  }
  var report = try Checker.report(on: subject, options: options)
  for (number, shape) in unsummed.sorted(by: { $0.key < $1.key }) {
    report.verdict = .failed
    let name = recorded.inputs.names[number]
    report.notes.insert(
      "The gradient by \(name) has shape \(shape), but \(name) has \(shapes[number]), from which it is broadcast: "
        + "sum the gradient over the axes along which \(name) is repeated. Here its sum was checked.", at: 0)
  }
  return report
}

extension Tensor where Scalar == Double {
  /// The sum over the axes along which `shape` is repeated in this tensor's shape; itself when it is not.
  fileprivate func summed(to shape: Shape) throws -> Tensor {
    guard self.shape != shape, shape.broadcast(with: self.shape) == self.shape else { return self }
    let own = self.shape
    let added = own.rank - shape.rank
    let repeated = (0..<own.rank).filter { $0 < added || (shape[$0 - added] == 1 && own[$0] != 1) }
    return try sum(self, along: .some(repeated)).reshaped(to: shape)
  }
}

/// Checks a Jacobian that you wrote against differences of the function.
///
/// - Parameters:
///   - jacobian: From `x` to the derivatives, of the shape of the result followed by the shape of `x`.
///   - function: From `x` to a result of any shape.
/// - Throws: `RecordingError` for a mistake in `function`; `ShapeError` when the Jacobian has another shape; what
///   `jacobian` throws.
/// - Complexity: About ten evaluations of the function for each checked element of `x`.
public func gradcheck(
  at x: Tensor<Double>, jacobian: @escaping (Tensor<Double>) throws -> Tensor<Double>,
  options: GradcheckOptions = GradcheckOptions(), of function: (Variable) throws -> Variable
) throws -> GradcheckReport {
  let program = try Program(at: [x], named: ["x"]) { [try function($0[0])] }
  let recorded = try ProgramSubject(program, at: [x])
  return try Checker.report(
    on: matrixSubject(
      recorded, called: "Jacobian", rows: program.outputShapes[0], columns: x.shape, jacobian),
    options: options)
}

/// Checks second derivatives that you wrote against differences of the function's gradient, which the toolkit derives.
///
/// - Parameters:
///   - hessian: From `x` to the second derivatives, of the shape of `x` twice.
///   - function: From `x` to a single number.
/// - Throws: `RecordingError` for a mistake in `function`; `DerivativeError` when its result is not a single number;
///   `ShapeError` when the Hessian has another shape; what `hessian` throws.
/// - Complexity: About ten gradients of the function for each checked element of `x`.
public func gradcheck(
  at x: Tensor<Double>, hessian: @escaping (Tensor<Double>) throws -> Tensor<Double>,
  options: GradcheckOptions = GradcheckOptions(), of function: (Variable) throws -> Variable
) throws -> GradcheckReport {
  let gradient = try Program(at: [x], named: ["x"]) { [try function($0[0])] }.gradient()
  let recorded = try ProgramSubject(gradient, at: [x])
  return try Checker.report(
    on: matrixSubject(recorded, called: "Hessian", rows: x.shape, columns: x.shape, hessian), options: options
  )
}

/// Checks a pullback that you wrote against differences of the function.
///
/// - Parameters:
///   - pullback: From `x` and weights of the result's shape to the weighted sum of the derivatives, of the shape of
///     `x`.
///   - function: From `x` to a result of any shape.
/// - Throws: `RecordingError` for a mistake in `function`; `ShapeError` when the pullback returns another shape; what
///   `pullback` throws.
/// - Complexity: About ten evaluations of the function for each checked element of `x`, and a pullback for each element
///   of the result.
public func gradcheck(
  at x: Tensor<Double>,
  vjp pullback: @escaping (_ x: Tensor<Double>, _ weights: Tensor<Double>) throws -> Tensor<Double>,
  options: GradcheckOptions = GradcheckOptions(), of function: (Variable) throws -> Variable
) throws -> GradcheckReport {
  let program = try Program(at: [x], named: ["x"]) { [try function($0[0])] }
  let recorded = try ProgramSubject(program, at: [x])
  let subject = SuppliedSubject(recorded, called: "pullback") { w, point in
    let result = try pullback(recorded.inputs.tensors(of: point)[0], recorded.outputs.tensors(of: w)[0])
    guard result.shape == x.shape else {
      throw ShapeError(
        "gradcheck", [result.shape], "the pullback must return the shape of the point, \(x.shape)")
    }
    return result.scalars
  }
  return try Checker.report(on: subject, options: options)
}

/// A recorded function with a matrix of derivatives that the user wrote.
private func matrixSubject(
  _ recorded: ProgramSubject, called name: String, rows: Shape, columns: Shape,
  _ matrix: @escaping (Tensor<Double>) throws -> Tensor<Double>
) -> SuppliedSubject {
  let shape = Shape(rows.extents + columns.extents)
  return SuppliedSubject(recorded, called: name) { w, x in
    let result = try matrix(try recorded.inputs.tensors(of: x)[0])
    guard result.shape == shape else {
      throw ShapeError("gradcheck", [result.shape], "the \(name) must have the shape \(shape)")
    }
    let count = columns.elementCount
    var product = [Double](repeating: 0, count: count)
    for (row, weight) in w.enumerated() where weight != 0 {
      for column in 0..<count { product[column] += weight * result.scalars[row * count + column] }
    }
    return product
  }
}

/// Checks any subject, with identities that were checked already.
package func report(
  on subject: SuppliedSubject, options: GradcheckOptions, identities: [IdentityCheck]
) throws -> GradcheckReport {
  try Checker.report(on: subject, options: options, identities: identities)
}
