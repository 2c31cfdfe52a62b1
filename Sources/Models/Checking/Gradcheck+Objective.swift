// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
public import Gradcheck
public import Optimization
public import Tensors

/// Checks the gradient of an objective, recorded or written by hand, against differences of its value.
///
/// - Parameters:
///   - point: The parameters, `[parameterCount]`.
///   - parameters: Names and shapes for stretches of them, for the report; those of a model, for instance.
/// - Throws: What the objective throws.
/// - Complexity: About ten evaluations for each checked parameter.
public func gradcheck(
  _ objective: some ObjectiveFunction, at point: Tensor<Double>, parameters: [Parameter] = [],
  options: GradcheckOptions = GradcheckOptions()
) throws -> GradcheckReport {
  let subject = SuppliedSubject(
    inputs: try layout(of: parameters, point), outputs: Layout(names: ["value"], shapes: [.scalar]),
    at: point.scalars, called: "gradient",
    function: { [try objective.value(at: Tensor($0))] },
    adjoint: { w, x in try objective.valueWithGradient(at: Tensor(x)).gradient.scalars.map { w[0] * $0 } })
  let value = try objective.value(at: point)
  let together = try objective.valueWithGradient(at: point).value
  return try report(
    on: subject, options: options,
    identities: [
      IdentityCheck("value = value with gradient", [value], [together], tolerance: tolerance(point.count))
    ])
}

/// Checks the derivatives of a least-squares problem: the Jacobian of the residuals against differences, and the value,
/// the gradient, the products with the Jacobian and the Gauss-Newton matrix against the residuals and the Jacobian.
///
/// - Parameters:
///   - point: The parameters, `[parameterCount]`.
///   - parameters: Names and shapes for stretches of them, for the report; those of a model, for instance.
/// - Throws: What the problem throws.
/// - Complexity: About ten evaluations of all residuals for each checked parameter.
public func gradcheck(
  _ problem: some LeastSquaresFunction, at point: Tensor<Double>, parameters: [Parameter] = [],
  options: GradcheckOptions = GradcheckOptions()
) throws -> GradcheckReport {
  let (n, m) = (problem.parameterCount, problem.residualCount)
  let cache = JacobianCache(problem)
  let subject = SuppliedSubject(
    inputs: try layout(of: parameters, point), outputs: Layout(names: ["residuals"], shapes: [[m]]),
    at: point.scalars, called: "Jacobian",
    function: { try problem.residuals(at: Tensor($0)).scalars },
    adjoint: { w, x in
      try matmul(Tensor(w), cache.jacobian(at: x)).scalars
    })
  let (residuals, jacobian) = try problem.residualsWithJacobian(at: point)
  let equations = try problem.normalEquations(at: point)
  let (value, gradient) = try problem.valueWithGradient(at: point)
  let transposedProduct = try matmul(residuals, jacobian)
  var random = Xoshiro256(seed: options.seed)
  let direction = Tensor<Double>.uniform([n], from: -1, to: 1, using: &random)
  let forward = try matmul(jacobian, direction)
  let tolerance = tolerance(m * n)
  let squares = residuals.scalars.reduce(0) { $0 + $1 * $1 }
  let identities = [
    IdentityCheck(
      "value = ‖r‖²", [value, equations.sumOfSquares], [squares, squares], tolerance: tolerance),
    IdentityCheck(
      "gradient = 2·Jᵀr", gradient.scalars, (2 * transposedProduct).scalars, tolerance: tolerance),
    IdentityCheck(
      "normal equations: Jᵀr", equations.gradient.scalars, transposedProduct.scalars, tolerance: tolerance),
    IdentityCheck(
      "normal equations: JᵀJ·v = Jᵀ(J·v)", try matmul(equations.gramian, direction).scalars,
      try matmul(forward, jacobian).scalars, tolerance: tolerance),
    IdentityCheck(
      "J·v = the product with J", try problem.jacobianProduct(at: point, along: direction).scalars,
      forward.scalars, tolerance: tolerance),
    IdentityCheck(
      "Jᵀ·u = the product with Jᵀ",
      try problem.transposedJacobianProduct(at: point, with: residuals).scalars, transposedProduct.scalars,
      tolerance: tolerance),
  ]
  return try report(on: subject, options: options, identities: identities)
}

/// The Jacobian of a problem at the point that was asked for last.
private final class JacobianCache {
  private let problem: any LeastSquaresFunction
  private var last: (x: [Double], jacobian: Tensor<Double>)?

  init(_ problem: any LeastSquaresFunction) { self.problem = problem }

  func jacobian(at x: [Double]) throws -> Tensor<Double> {
    if let last, last.x == x { return last.jacobian }
    let jacobian = try problem.residualsWithJacobian(at: Tensor(x)).jacobian
    last = (x, jacobian)
    return jacobian
  }
}

/// How the report divides a parameter vector.
private func layout(of parameters: [Parameter], _ point: Tensor<Double>) throws(ShapeError) -> Layout {
  if parameters.isEmpty { return Layout(names: ["parameters"], shapes: [point.shape]) }
  let shapes = parameters.map(\.shape)
  let count = shapes.reduce(0) { $0 + $1.elementCount }
  guard count == point.count else {
    throw ShapeError(
      "gradcheck", [point.shape], "the parameters have \(count) elements; name those of the function")
  }
  return Layout(names: parameters.map(\.name), shapes: shapes)
}

/// What rounding may make of sums of so many terms.
private func tolerance(_ count: Int) -> Double { 64 * Double(max(1, count)).squareRoot() * .ulpOfOne }
