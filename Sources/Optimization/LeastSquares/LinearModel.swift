// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The residuals about a point to first order, `r + J·p`, in the form that a way of solving for steps keeps.
protocol LinearModel {
  associatedtype Damped: DampedEquations

  /// The objective: `‖r‖²`, or the robust cost that the rows were weighed for.
  var sumOfSquares: Double { get }
  /// `Jᵀr`, `[n]`.
  var gradient: Tensor<Double> { get }
  /// The norms of the columns of `J`, `[n]`; zeros where the way of solving does not know them.
  var columnNorms: Tensor<Double> { get }
  /// Whether every number is finite; if not, there is no step.
  var isFinite: Bool { get }

  /// The model of `function` at `parameters`.
  init(of function: some LeastSquaresFunction, at parameters: Tensor<Double>) throws

  /// A model to be updated, whose memory is not this one's.
  var spare: Self { get }

  /// Becomes the model at other parameters.
  mutating func update(of function: any LeastSquaresFunction, at parameters: Tensor<Double>) throws

  /// The equations `(JᵀJ + λD²) x = b`. They may be the model's own, and hold until it is asked for others.
  ///
  /// - Parameters:
  ///   - damping: λ, not negative.
  ///   - scaling: The diagonal of `D`, `[n]`, positive.
  /// - Returns: `nil` when the equations are singular to working precision.
  func equations(damping: Double, scaling: Tensor<Double>) throws -> Damped?

  /// `‖J·p‖²` for a step `p`, `[n]`.
  func squaredChange(along step: Tensor<Double>) throws -> Double

  /// Writes `Jᵀr''[v, v]` for a direction `v`, `[n]`, into `pull`, `[n]`.
  ///
  /// - Parameter second: Memory for `r''[v, v]`, `[m]`.
  /// - Returns: Whether every number is finite.
  func pullSecondDerivative(
    of function: any TwiceDifferentiableResiduals, at parameters: Tensor<Double>, along step: Tensor<Double>,
    using second: inout Tensor<Double>, into pull: inout Tensor<Double>
  ) throws -> Bool

  /// Writes the geodesic acceleration `a`, with `(JᵀJ + λD²) a = -Jᵀr''[v, v]` for a step `v`, into `acceleration`.
  ///
  /// - Parameters:
  ///   - equations: Those that the step solves.
  ///   - bounds: What holds parameters where they are.
  ///   - second: Memory for `r''[v, v]`, `[m]`.
  /// - Returns: Whether there is one, and it is finite.
  func acceleration(
    of function: any TwiceDifferentiableResiduals, at parameters: Tensor<Double>, along step: Tensor<Double>,
    solving equations: Damped, holding bounds: ActiveBounds?, using second: inout Tensor<Double>,
    into acceleration: inout Tensor<Double>
  ) throws -> Bool

  /// The model of the other parameters, when those that the mask marks are held where they are.
  func holding(_ mask: [Bool]) -> Self

  /// Whether the gradient is 0 to within a tolerance, as the solver can best tell.
  func isStationary(within tolerance: Double, at parameters: Tensor<Double>) -> Bool
}

/// The damped equations of a linear model, factorised.
protocol DampedEquations {
  /// The step that minimises `‖r + J·p‖² + λ‖D·p‖²`, `[n]`.
  func step() throws -> Tensor<Double>
  /// `x` for another right-hand side, `(JᵀJ + λD²) x = b`; `nil` where the equations are singular.
  func solution(of b: Tensor<Double>) throws -> Tensor<Double>?

  /// Writes the step into memory of the caller.
  func step(into step: inout Tensor<Double>) throws
  /// Replaces a right-hand side by its solution.
  ///
  /// - Returns: Whether the equations are regular.
  func solve(_ b: inout Tensor<Double>) throws -> Bool
}

extension DampedEquations {
  func step(into step: inout Tensor<Double>) throws { step = try self.step() }

  func solve(_ b: inout Tensor<Double>) throws -> Bool {
    guard let solution = try solution(of: b) else { return false }
    b = solution
    return true
  }
}

extension LinearModel {
  var spare: Self { self }

  mutating func update(of function: any LeastSquaresFunction, at parameters: Tensor<Double>) throws {
    self = try Self(of: function, at: parameters)
  }

  func pullSecondDerivative(
    of function: any TwiceDifferentiableResiduals, at parameters: Tensor<Double>, along step: Tensor<Double>,
    using second: inout Tensor<Double>, into pull: inout Tensor<Double>
  ) throws -> Bool {
    second = try function.secondDirectionalDerivative(at: parameters, along: step)
    guard second.isFinite else { return false }
    pull = try function.transposedJacobianProduct(at: parameters, with: second)
    return pull.isFinite
  }
}

extension LinearModel {
  func acceleration(
    of function: any TwiceDifferentiableResiduals, at parameters: Tensor<Double>, along step: Tensor<Double>,
    solving equations: Damped, holding bounds: ActiveBounds?, using second: inout Tensor<Double>,
    into acceleration: inout Tensor<Double>
  ) throws -> Bool {
    let isFinite = try pullSecondDerivative(
      of: function, at: parameters, along: step, using: &second, into: &acceleration)
    guard isFinite else { return false }
    if let bounds { acceleration = bounds.free(acceleration) }
    acceleration.scale(by: -1)
    return try equations.solve(&acceleration)
  }
}

extension LinearModel {
  /// Whether `|Jⱼᵀr| ≤ tolerance · ‖Jⱼ‖ · ‖r‖` for every column: the residuals are orthogonal to the model's
  /// range, to within an angle. False when a number is NaN.
  func isStationary(within tolerance: Double, at parameters: Tensor<Double>) -> Bool {
    let bound = tolerance * sumOfSquares.squareRoot()
    let (g, norms) = (gradient.scalars.span, columnNorms.scalars.span)
    for i in g.indices where !(g[i].magnitude <= bound * norms[i]) { return false }
    return true
  }
}

extension LinearModel {
  /// The largest `|Jⱼᵀr| / (‖Jⱼ‖·‖r‖)`, 0 where columns or residuals are 0.
  var largestCosine: Double {
    let size = sumOfSquares.squareRoot()
    return zip(gradient.scalars, columnNorms.scalars).reduce(0) { largest, column in
      let bound = column.1 * size
      return bound > 0 ? max(largest, column.0.magnitude / bound) : largest
    }
  }
}

extension Tensor<Double> {
  /// A copy with zeros where the mask says so.
  func zeroed(where mask: [Bool]) -> Tensor { Tensor(zip(scalars, mask).map { $1 ? 0 : $0 }) }
}
