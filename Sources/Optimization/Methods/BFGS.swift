// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno, with a line search.
///
/// It keeps an approximation of the inverse Hessian, `[n, n]`, and updates it in O(n²) an iteration. The
/// approximation starts as the identity, scaled before the first update by `yᵀs/yᵀy` (Nocedal and Wright,
/// *Numerical Optimization*, 2nd edition, equation 6.20), is left alone where the curvature `yᵀs` is not
/// safely positive, and is dropped for a search along the negative gradient when its own direction fails.
public struct BFGS: ResumableOptimizer {
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// How step lengths are found.
  public var lineSearch: any LineSearch
  /// When to stop.
  public var limits: Limits

  /// BFGS with the given options.
  public init(
    gradientTolerance: Double = 1e-8, lineSearch: any LineSearch = StrongWolfe(), limits: Limits = Limits()
  ) {
    self.gradientTolerance = gradientTolerance
    self.lineSearch = lineSearch
    self.limits = limits
  }

  /// The lowest point of `objective` that the method reaches from `start`, `[n]`.
  ///
  /// Each iteration takes a step that lowers the objective, up to rounding. Memory O(n²).
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the objective or the observer
  ///   throws.
  public func minimize(
    _ objective: some ObjectiveFunction, from start: Tensor<Double>, observing observer: Observer
  ) throws -> Minimum {
    try minimize(objective, from: start, keeping: nil, observing: observer)
  }

  /// The same with a run that is kept.
  package func minimize(
    _ objective: some ObjectiveFunction, from start: Tensor<Double>, keeping keeper: (any RunKeeper)?,
    observing observer: Observer
  ) throws -> Minimum {
    var search = DirectionSearch(
      method: "BFGS", gradientTolerance: gradientTolerance, lineSearch: lineSearch, limits: limits,
      directions: InverseHessian(parameterCount: objective.parameterCount))
    return try search.minimize(
      from: start, parameterCount: objective.parameterCount, keeping: keeper, observing: observer
    ) { try objective.value(at: $0, gradient: &$1) }
  }
}
