// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Steps from products `J·v` and `Jᵀ·u` alone, by LSMR.
///
/// Memory O(m + n). A step is solved for until the residual of its normal equations is a fraction `min(1/10, √(‖g‖/f))`
/// of the gradient (Nocedal and Wright, *Numerical Optimization*, 2nd edition, section 7.1).
struct MatrixFreeModel: LinearModel {
  let sumOfSquares: Double
  private(set) var gradient: Tensor<Double>
  /// The same number for all columns: how long `J` makes the gradient, an estimate of `‖J‖` from below.
  private(set) var columnNorms: Tensor<Double>
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
    let length = gradient.norm
    let stretch =
      length > 0 && length.isFinite
      ? try function.jacobianProduct(at: parameters, along: gradient.scaled(by: 1 / length)).norm : 0
    columnNorms = Tensor(repeating: stretch, shape: parameters.shape)
    self.parameters = parameters
    self.function = function
  }

  var isFinite: Bool { sumOfSquares.isFinite && gradient.isFinite && columnNorms.isFinite }

  struct Damped: DampedEquations {
    let model: MatrixFreeModel
    let damping: Double
    /// `D⁻¹`.
    let unscaling: Tensor<Double>

    func step() throws -> Tensor<Double> {
      try model.solution(of: model.residuals.scaled(by: -1), pulled: model.gradient.scaled(by: -1), self)
    }

    /// Right-hand sides that are no residuals are not solved for.
    func solution(of b: Tensor<Double>) -> Tensor<Double>? { nil }
  }

  func equations(damping: Double, scaling: Tensor<Double>) -> Damped? {
    Damped(model: self, damping: damping, unscaling: scaling.map { 1 / $0 })
  }

  func squaredChange(along step: Tensor<Double>) throws -> Double {
    let change = try function.jacobianProduct(at: parameters, along: step)
    return change.inner(change)
  }

  func acceleration(
    of function: any TwiceDifferentiableResiduals, at parameters: Tensor<Double>, along step: Tensor<Double>,
    solving equations: Damped, holding _: ActiveBounds?, using second: inout Tensor<Double>,
    into acceleration: inout Tensor<Double>
  ) throws -> Bool {
    second = try function.secondDirectionalDerivative(at: parameters, along: step)
    guard second.isFinite else { return false }
    acceleration = try solution(of: second.scaled(by: -1), equations)
    return acceleration.isFinite
  }

  func holding(_ mask: [Bool]) -> MatrixFreeModel {
    var model = self
    model.gradient = gradient.zeroed(where: mask)
    model.columnNorms = columnNorms.zeroed(where: mask)
    model.held = mask
    return model
  }

  /// The step that minimises `‖J·p - b‖² + λ‖D·p‖²`.
  ///
  /// - Parameter pulled: `Jᵀ·b`, where it is known.
  private func solution(
    of b: Tensor<Double>, pulled: Tensor<Double>? = nil, _ equations: Damped
  ) throws -> Tensor<Double> {
    let relativeGradient = gradient.norm / max(sumOfSquares, .leastNormalMagnitude)
    let solver = LSMR(
      damping: equations.damping, tolerance: min(0.1, relativeGradient.squareRoot()),
      limit: max(20, 2 * gradient.count),
      multiply: {
        try function.jacobianProduct(at: parameters, along: free($0.multiplied(by: equations.unscaling)))
      },
      multiplyTransposed: {
        free(try function.transposedJacobianProduct(at: parameters, with: $0)).multiplied(
          by: equations.unscaling)
      })
    let scaled = try solver.solution(of: b, pulled: pulled.map { $0.multiplied(by: equations.unscaling) })
    return scaled.multiplied(by: equations.unscaling)
  }

  private func free(_ vector: Tensor<Double>) -> Tensor<Double> {
    held.map { vector.zeroed(where: $0) } ?? vector
  }
}
