// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Steps from products `J·v` and `Jᵀ·u` alone, by conjugate gradients on the normal equations (CGLS).
///
/// Memory O(m + n). A step is solved for until the residual of the equations is a fraction `min(½, √‖g‖)` of the
/// gradient (Nocedal and Wright, *Numerical Optimization*, 2nd edition, section 7.1), relative to the start.
/// Hestenes and Stiefel 1952; Björck, *Numerical Methods for Least Squares Problems*, 1996, section 7.4.
struct MatrixFreeModel: LinearModel {
  let sumOfSquares: Double
  private(set) var gradient: Tensor<Double>
  let columnNorms: Tensor<Double>
  private let residuals: Tensor<Double>
  private let parameters: Tensor<Double>
  private let function: any LeastSquaresFunction
  private var held: [Bool]?

  init(of function: some LeastSquaresFunction, at parameters: Tensor<Double>) throws {
    residuals = try function.residuals(at: parameters)
    try OptimizationError.check(result: "residuals", residuals, is: [function.residualCount])
    gradient = try function.transposedJacobianProduct(at: parameters, with: residuals)
    try OptimizationError.check(
      result: "a product with the transposed Jacobian", gradient, is: parameters.shape)
    sumOfSquares = residuals.inner(residuals)
    columnNorms = .zeros(parameters.shape)
    self.parameters = parameters
    self.function = function
  }

  var isFinite: Bool { sumOfSquares.isFinite && gradient.isFinite }

  func isStationary(within tolerance: Double, at parameters: Tensor<Double>) -> Bool {
    Point(parameters: parameters, value: sumOfSquares, gradient: gradient.scaled(by: 2))
      .isStationary(within: tolerance)
  }

  struct Damped: DampedEquations {
    let model: MatrixFreeModel
    let damping: Double
    let scaling: Tensor<Double>

    func step() throws -> Tensor<Double> { try model.conjugateGradients(model.gradient.scaled(by: -1), self) }

    func solution(of b: Tensor<Double>) throws -> Tensor<Double>? { try model.conjugateGradients(b, self) }
  }

  func equations(damping: Double, scaling: Tensor<Double>) -> Damped? {
    Damped(model: self, damping: damping, scaling: scaling)
  }

  func squaredChange(along step: Tensor<Double>) throws -> Double {
    let change = try function.jacobianProduct(at: parameters, along: step)
    return change.inner(change)
  }

  func holding(_ mask: [Bool]) -> MatrixFreeModel {
    var model = self
    model.gradient = gradient.zeroed(where: mask)
    model.held = mask
    return model
  }

  private func conjugateGradients(_ b: Tensor<Double>, _ equations: Damped) throws -> Tensor<Double> {
    var x = Tensor<Double>.zeros(b.shape)
    var remainder = held.map { b.zeroed(where: $0) } ?? b
    var direction = remainder
    var square = remainder.inner(remainder)
    let relativeGradient = gradient.norm / max(sumOfSquares, .leastNormalMagnitude)
    let forcing = min(0.1, relativeGradient.squareRoot())
    let goal = square * forcing * forcing
    for _ in 0..<max(20, 2 * b.count) where square > goal {
      let change = try function.jacobianProduct(at: parameters, along: direction)
      var product = try function.transposedJacobianProduct(at: parameters, with: change)
      let scaledDirection = direction.multiplied(by: equations.scaling)
      product.add(scaledDirection.multiplied(by: equations.scaling), times: equations.damping)
      if let held { product = product.zeroed(where: held) }
      let curvature = change.inner(change) + equations.damping * scaledDirection.inner(scaledDirection)
      let length = square / curvature
      guard length.isFinite else { break }
      x.add(direction, times: length)
      remainder.add(product, times: -length)
      let next = remainder.inner(remainder)
      direction = direction.scaled(by: next / square)
      direction.add(remainder, times: 1)
      square = next
    }
    return x
  }
}
