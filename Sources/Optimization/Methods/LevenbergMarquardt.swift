// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The Levenberg-Marquardt method for sums of squares.
///
/// A step minimises `‖r + J·Δθ‖² + λ‖D·Δθ‖²`; λ keeps its length within a trust region, or follows the ratio of the
/// actual to the predicted decrease. Where the function knows its second directional derivative the step bends with
/// the residuals (geodesic acceleration). Only steps that lower the sum of squares are taken; a NaN or infinite trial
/// is a rejected step. After a rejection only the damped equations are solved again.
public struct LevenbergMarquardt: ResumableLeastSquaresOptimizer {
  /// How λ is chosen.
  public enum Damping: Sendable, Hashable {
    /// So that the step has the length of a trust region's radius (Moré 1978). Several factorisations a trial.
    case radius
    /// By the gain ratio, with one factorisation a trial (Nielsen 1999). With geodesic acceleration it takes the fewest
    /// evaluations on NIST's regression problems.
    case nielsen
  }

  /// How the damped equations are solved.
  public typealias Solver = LeastSquaresSolver

  /// The matrix `D`.
  public var scaling: LeastSquaresScaling
  /// How λ is chosen. The matrix-free solver always goes by the gain ratio.
  public var damping: Damping
  /// Whether steps bend with the residuals, where the function is `TwiceDifferentiableResiduals`.
  public var acceleratesAlongGeodesics: Bool
  /// α: a step whose acceleration is longer than `α/2` of it, `2‖D·a‖ > α‖D·v‖`, is too long for either to be trusted, and
  /// shortened unevaluated.
  public var accelerationLimit: Double
  /// How the damped equations are solved.
  public var solver: Solver
  /// The first λ of `.nielsen`, relative to the largest diagonal element of `D⁻¹JᵀJD⁻¹`.
  public var initialDamping: Double
  /// The length of the first step, `‖D·Δθ‖`, is at most this multiple of `‖D·θ‖`, or at most this where that
  /// is 0. It keeps a poor start from being thrown to where the residuals no longer depend on the parameters.
  public var firstStepBound: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// The tolerance of the status `.converged(by: .step)`.
  public var stepTolerance: Double
  /// The tolerance of the status `.converged(by: .objective)`.
  public var objectiveTolerance: Double
  /// The number of rejections in a row after which a run fails.
  public var rejectionLimit: Int
  /// The most Gauss-Newton steps that refine the parameters after a test of optimality holds. Each costs an evaluation
  /// and a Jacobian, and together they gain about a digit.
  public var refinementLimit: Int
  /// What the parameters must stay within, by a projected active set.
  public var bounds: Bounds?
  /// When to stop.
  public var limits: Limits

  /// The method with the given options.
  ///
  /// Without any, the choices are those for regression; for networks see ``networks``.
  /// The tolerances are tight unless given: looser ones are met by sums of squares that are right to nine
  /// digits with parameters that are right to three, and save few evaluations.
  public init(
    scaling: LeastSquaresScaling = .columnNorms, damping: Damping = .nielsen,
    acceleratesAlongGeodesics: Bool = true, accelerationLimit: Double = 0.75, solver: Solver = .automatic,
    initialDamping: Double = 1e-3,
    firstStepBound: Double = 10, gradientTolerance: Double = 1e-12, stepTolerance: Double = 1e-12,
    objectiveTolerance: Double = 1e-15, rejectionLimit: Int = 30, refinementLimit: Int = 3,
    bounds: Bounds? = nil, limits: Limits = Limits()
  ) {
    self.scaling = scaling
    self.damping = damping
    self.acceleratesAlongGeodesics = acceleratesAlongGeodesics
    self.accelerationLimit = accelerationLimit
    self.solver = solver
    self.initialDamping = initialDamping
    self.firstStepBound = firstStepBound
    self.gradientTolerance = gradientTolerance
    self.stepTolerance = stepTolerance
    self.objectiveTolerance = objectiveTolerance
    self.rejectionLimit = rejectionLimit
    self.refinementLimit = refinementLimit
    self.bounds = bounds
    self.limits = limits
  }

  /// The choices for networks: identity damping by the gain ratio, heavy at first, and short steps along geodesics.
  ///
  /// Units saturate, and their columns vanish: column norms then let their weights run away, while the identity holds
  /// them. A start near 0, where no unit has a direction yet, needs short first steps, and later ones must not throw a
  /// unit into saturation on the wrong side, from where there is no way back: hence the damping at the start and the low
  /// limit of acceleration. On the two spirals with a network 2-25-2 they solve 113 of 120 starts in a median of 275
  /// residual evaluations. The choice was made with a prototype, of 120 starts each: 117 in 286 so, 116 in 331 with a limit
  /// of 0.75, 114 in 324 with a tenth of the damping, too, 116 in 392 without acceleration, 112 in 414 with an exact
  /// radius. Paths are chaotic: differences of three starts mean nothing, those of evaluations do.
  ///
  /// Near a minimum at infinity the sum of squares falls for ever by less and less: a relative decrease, actual and
  /// predicted, of at most 10⁻⁸ in a step ends the run. Plateaus on the way fall by more than 10⁻⁶.
  public static let networks = LevenbergMarquardt(
    scaling: .identity, damping: .nielsen, accelerationLimit: 0.3, initialDamping: 10,
    firstStepBound: 1, objectiveTolerance: 1e-8, refinementLimit: 0, limits: .iterations(1500))

  /// The fit with the least sum of squares that the method reaches from `start`, `[n]`.
  ///
  /// An iteration is one trial step, taken or not.
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the function or the observer
  ///   throws.
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
    try OptimizationError.checkPositive("LevenbergMarquardt.initialDamping", initialDamping)
    let options = TrustRegionOptions(
      method: "LevenbergMarquardt", scaling: scaling,
      acceleratesAlongGeodesics: acceleratesAlongGeodesics, accelerationLimit: accelerationLimit,
      firstStepBound: firstStepBound,
      gradientTolerance: gradientTolerance, stepTolerance: stepTolerance,
      objectiveTolerance: objectiveTolerance, rejectionLimit: rejectionLimit,
      refinementLimit: refinementLimit, bounds: bounds, limits: limits)
    if damping == .nielsen || solver.resolved(for: function).solver == .matrixFree {
      return try options.minimize(
        function, from: start, solver: solver, control: NielsenDamping(initial: initialDamping),
        keeping: keeper, observing: observer)
    }
    return try options.minimize(
      function, from: start, solver: solver, control: ExactRadius(), keeping: keeper, observing: observer)
  }
}
