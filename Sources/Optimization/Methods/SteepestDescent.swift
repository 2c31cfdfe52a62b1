// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Steepest descent with a line search: the baseline that other methods are measured by.
///
/// Linear convergence at a rate that the condition of the Hessian sets (Nocedal and Wright, theorem 3.4).
public struct SteepestDescent: ResumableOptimizer {
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// How step lengths are found.
  public var lineSearch: any LineSearch
  /// When to stop.
  public var limits: Limits

  /// Steepest descent with the given options.
  public init(
    gradientTolerance: Double = 1e-8, lineSearch: any LineSearch = StrongWolfe(), limits: Limits = Limits()
  ) {
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
    var search = DirectionSearch(
      method: "SteepestDescent", gradientTolerance: gradientTolerance, lineSearch: lineSearch, limits: limits,
      directions: NegativeGradient())
    return try search.minimize(
      from: start, parameterCount: objective.parameterCount, keeping: keeper, observing: observer
    ) { try objective.value(at: $0, gradient: &$1) }
  }
}

/// Directions that learn nothing.
private struct NegativeGradient: SearchDirections {
  var isFresh: Bool { true }
  var hasNaturalLength: Bool { false }

  func direction(at point: Point, into direction: inout Tensor<Double>) {
    direction.copy(point.gradient)
    direction.scale(by: -1)
  }
  func update(from start: Point, to end: Point) {}
  func reset() {}
  func exchange(with archive: inout StateArchive) {}
}
