// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Powell's dogleg for sums of squares: a trust region whose step lies on the path from the steepest descent to the
/// Gauss-Newton step.
///
/// One factorisation serves all radii at a point, where Levenberg-Marquardt needs one a trial; it loses more of the
/// hard regression problems (four of NIST's 54 runs in every library measured), so it is not the default anywhere.
/// Powell 1970, A hybrid method for nonlinear equations.
public struct Dogleg: ResumableLeastSquaresOptimizer {
  /// The matrix `D`.
  public var scaling: LeastSquaresScaling
  /// How steps are solved for.
  public var solver: LeastSquaresSolver
  /// The length of the first step, `‖D·Δθ‖`, is at most this multiple of `‖D·θ‖`, or at most this where that is 0.
  public var firstStepBound: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// The tolerance of the status `.converged(by: .step)`.
  public var stepTolerance: Double
  /// The tolerance of the status `.converged(by: .objective)`.
  public var objectiveTolerance: Double
  /// What the parameters must stay within, by a projected active set.
  public var bounds: Bounds?
  /// When to stop.
  public var limits: Limits

  /// The dogleg with the given options.
  public init(
    scaling: LeastSquaresScaling = .columnNorms, solver: LeastSquaresSolver = .automatic,
    firstStepBound: Double = 10, gradientTolerance: Double = 1e-12, stepTolerance: Double = 1e-12,
    objectiveTolerance: Double = 1e-15, bounds: Bounds? = nil, limits: Limits = Limits()
  ) {
    self.scaling = scaling
    self.solver = solver
    self.firstStepBound = firstStepBound
    self.gradientTolerance = gradientTolerance
    self.stepTolerance = stepTolerance
    self.objectiveTolerance = objectiveTolerance
    self.bounds = bounds
    self.limits = limits
  }

  /// The fit with the least sum of squares that the method reaches from `start`, `[n]`.
  ///
  /// An iteration is one trial step, taken or not.
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the function or the observer throws.
  public func minimize(
    _ function: some LeastSquaresFunction, from start: Tensor<Double>, observing observer: Observer
  ) throws -> LeastSquaresFit {
    try minimize(function, from: start, keeping: nil, observing: observer)
  }

  /// The same with a run that is kept.
  package func minimize(
    _ function: some LeastSquaresFunction, from start: Tensor<Double>, keeping keeper: (any RunKeeper)?,
    observing observer: Observer
  ) throws -> LeastSquaresFit {
    try TrustRegionOptions(
      method: "Dogleg", scaling: scaling, acceleratesAlongGeodesics: false,
      firstStepBound: firstStepBound,
      gradientTolerance: gradientTolerance, stepTolerance: stepTolerance,
      objectiveTolerance: objectiveTolerance, rejectionLimit: 30, refinementLimit: 0, bounds: bounds,
      limits: limits
    ).minimize(
      function, from: start, solver: solver, control: DoglegPath(), keeping: keeper, observing: observer)
  }
}
