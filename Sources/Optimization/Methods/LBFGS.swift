// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// BFGS with limited memory: directions from the last few steps and changes of the gradient, O(m·n) an iteration.
///
/// Liu and Nocedal 1989; Nocedal and Wright, *Numerical Optimization*, 2nd edition, algorithms 7.4 and 7.5, with the
/// inverse Hessian scaled by `yᵀs/yᵀy` each time.
public struct LBFGS: ResumableOptimizer {
  /// The number *m* of steps that are remembered.
  public var memory: Int
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// How step lengths are found.
  public var lineSearch: any LineSearch
  /// When to stop.
  public var limits: Limits

  /// L-BFGS with the given options.
  public init(
    memory: Int = 10, gradientTolerance: Double = 1e-8, lineSearch: any LineSearch = StrongWolfe(),
    limits: Limits = Limits()
  ) {
    self.memory = memory
    self.gradientTolerance = gradientTolerance
    self.lineSearch = lineSearch
    self.limits = limits
  }

  /// The lowest point of `objective` that the method reaches from `start`, `[n]`.
  ///
  /// Each iteration takes a step that lowers the objective, up to rounding.
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the objective or the observer throws.
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
    try OptimizationError.checkCount("LBFGS.memory", memory)
    var search = DirectionSearch(
      method: "LBFGS", gradientTolerance: gradientTolerance, lineSearch: lineSearch, limits: limits,
      directions: StepMemory(capacity: memory, parameterCount: objective.parameterCount))
    return try search.minimize(
      from: start, parameterCount: objective.parameterCount, keeping: keeper, observing: observer
    ) { try objective.value(at: $0, gradient: &$1) }
  }
}
