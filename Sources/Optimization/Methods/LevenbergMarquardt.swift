// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The Levenberg-Marquardt method for sums of squares, with gain-ratio damping.
///
/// A step minimises `‖r + J·Δθ‖² + λ‖D·Δθ‖²`, and λ follows the ratio of the actual to the predicted decrease
/// (Nielsen; Madsen, Nielsen and Tingleff 2004). Only steps that lower the sum of squares are taken; a NaN or
/// infinite trial is a rejected step. After a rejection only the damped equations are solved again.
public struct LevenbergMarquardt: LeastSquaresOptimizer {
  /// The diagonal matrix `D`, which sets the shape of the region where the model is trusted.
  public enum DampingMatrix: Sendable, Hashable {
    /// The identity: every parameter alike. The better choice for networks, whose parameters share a scale and
    /// whose columns vanish where units saturate.
    case identity
    /// The largest norm so far of each column of the Jacobian (Moré 1978): the path does not depend on the
    /// units of the parameters. The better choice for regression.
    case columnNorms
  }

  /// How the damped equations are solved.
  public enum Solver: Sendable, Hashable {
    /// `.qr` while the factorisation takes fewer than ten million operations, *m*·*n*², else `.cholesky`: digits
    /// for regression, where data are few; speed and bounded memory for networks.
    case automatic
    /// Normal equations by Cholesky factorisation: memory O(n²), however many residuals there are.
    case cholesky
    /// QR factorisation of the whole Jacobian: memory O(m·n), about twice the digits where columns are nearly
    /// dependent.
    case qr
  }

  /// The matrix `D`.
  public var dampingMatrix: DampingMatrix
  /// How the damped equations are solved.
  public var solver: Solver
  /// The first λ, relative to the largest diagonal element of `D⁻¹JᵀJD⁻¹`.
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
  /// When to stop.
  public var limits: Limits

  /// The method with the given options.
  ///
  /// Without any, the choices are those for regression. For a network `dampingMatrix: .identity` is the better
  /// choice.
  /// The tolerances are tight unless given: looser ones are met by sums of squares that are right to nine
  /// digits with parameters that are right to three, and save few evaluations.
  public init(
    dampingMatrix: DampingMatrix = .columnNorms, solver: Solver = .automatic, initialDamping: Double = 1e-3,
    firstStepBound: Double = 10, gradientTolerance: Double = 1e-12, stepTolerance: Double = 1e-12,
    objectiveTolerance: Double = 1e-15, rejectionLimit: Int = 20, limits: Limits = Limits()
  ) {
    self.dampingMatrix = dampingMatrix
    self.solver = solver
    self.initialDamping = initialDamping
    self.firstStepBound = firstStepBound
    self.gradientTolerance = gradientTolerance
    self.stepTolerance = stepTolerance
    self.objectiveTolerance = objectiveTolerance
    self.rejectionLimit = rejectionLimit
    self.limits = limits
  }

  /// The fit with the least sum of squares that the method reaches from `start`, `[n]`.
  ///
  /// An iteration is one trial step, taken or not.
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the function or the observer
  ///   throws.
  public func minimize(
    _ function: some LeastSquaresFunction, from start: Tensor<Double>, observing observer: Observer
  ) throws -> LeastSquaresFit {
    try validate()
    try OptimizationError.check(start: start, for: function)
    let minimum =
      try usesQR(for: function)
      ? minimize(function, from: start, with: TriangularModel.self, observing: observer)
      : minimize(function, from: start, with: NormalEquationsModel.self, observing: observer)
    return try LeastSquaresFit(minimum, of: function)
  }

  private func usesQR(for function: some LeastSquaresFunction) -> Bool {
    let n = Double(function.parameterCount)
    return solver == .qr || solver == .automatic && Double(function.residualCount) * n * n < 1e7
  }

  private func minimize<Model: LinearModel>(
    _ function: some LeastSquaresFunction, from start: Tensor<Double>, with model: Model.Type,
    observing observer: Observer
  ) throws -> Minimum {
    let model = try Model(of: function, at: start)
    var search = DampedSearch(of: function, from: start, model: model, options: self)
    return try search.run(observing: observer)
  }

  private func validate() throws(OptimizationError) {
    try OptimizationError.checkPositive("LevenbergMarquardt.initialDamping", initialDamping)
    try OptimizationError.check(
      "LevenbergMarquardt.firstStepBound", firstStepBound, isAccepted: firstStepBound > 0, "a positive number"
    )
    try OptimizationError.checkFraction("LevenbergMarquardt.gradientTolerance", gradientTolerance)
    try OptimizationError.checkFraction("LevenbergMarquardt.stepTolerance", stepTolerance)
    try OptimizationError.checkFraction("LevenbergMarquardt.objectiveTolerance", objectiveTolerance)
    try OptimizationError.checkCount("LevenbergMarquardt.rejectionLimit", rejectionLimit)
    try limits.validate()
  }
}
