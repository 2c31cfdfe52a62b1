// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Newton's method within a trust region: it uses negative curvature, and so leaves saddle points.
///
/// A step minimises the quadratic model of the objective within `‖D·p‖ ≤ Δ`. Where the gradient vanishes the Hessian is
/// asked too: a point whose Hessian has a negative eigenvalue is a saddle, not a minimum, and the run goes on from it.
/// Nocedal and Wright, *Numerical Optimization*, 2nd edition, algorithm 4.1.
public struct TrustRegionNewton: Sendable {
  /// How the model is minimised.
  public enum Subproblem: Sendable, Hashable, CaseIterable {
    /// Exactly, by the eigenvalues of the Hessian, the hard case included: O(n³) an iteration
    /// (Moré and Sorensen 1983).
    case exact
    /// By conjugate gradients with Hessian-vector products, to the boundary along negative curvature: O(n) memory
    /// (Steihaug 1983; Toint 1981).
    case conjugateGradients
  }

  /// How the model is minimised.
  public var subproblem: Subproblem
  /// Whether the region is scaled by the largest roots of the Hessian's diagonal so far; `.exact` only.
  public var isScaled: Bool
  /// The first radius Δ, relative to `‖D·θ‖`, or absolute where that is 0. With `.exact` it is at most a tenth of the
  /// length of the steepest descent step, too: a long first step may leave the valley of the start for a worse one.
  public var firstStepBound: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// The method with the given options.
  public init(
    subproblem: Subproblem = .exact, isScaled: Bool = true, firstStepBound: Double = 1,
    gradientTolerance: Double = 1e-8, limits: Limits = Limits()
  ) {
    self.subproblem = subproblem
    self.isScaled = isScaled
    self.firstStepBound = firstStepBound
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  /// The lowest point of `objective` that the method reaches from `start`, `[n]`, unobserved.
  ///
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the objective throws.
  public func minimize(
    _ objective: some TwiceDifferentiableFunction, from start: Tensor<Double>
  ) throws -> Minimum {
    try minimize(objective, from: start) { _ in .continue }
  }

  /// The lowest point of `objective` that the method reaches from `start`, `[n]`.
  ///
  /// An iteration is one trial step, taken or not.
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the objective or the observer throws.
  public func minimize(
    _ objective: some TwiceDifferentiableFunction, from start: Tensor<Double>, observing observer: Observer
  ) throws -> Minimum {
    try OptimizationError.checkPositive("TrustRegionNewton.firstStepBound", firstStepBound)
    try OptimizationError.checkFraction("TrustRegionNewton.gradientTolerance", gradientTolerance)
    try limits.validate()
    try OptimizationError.check(start: start, for: objective)
    switch subproblem {
    case .exact:
      var search = NewtonSearch(of: objective, model: EigenModel(isScaled: isScaled), options: self)
      return try search.run(from: start, observing: observer)
    case .conjugateGradients:
      var search = NewtonSearch(of: objective, model: TruncatedModel(), options: self)
      return try search.run(from: start, observing: observer)
    }
  }
}
