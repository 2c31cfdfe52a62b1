// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Nonlinear conjugate gradients: each direction is the negative gradient with a part of the direction before.
///
/// O(n) memory and time an iteration beside the objective.
public struct ConjugateGradient: ResumableOptimizer {
  /// How large that part is.
  public enum Variant: Sendable, Hashable, CaseIterable {
    /// `max(0, gᵀy/‖g₀‖²)` (Polak and Ribière 1969; Gilbert and Nocedal 1992).
    case polakRibiere
    /// `(y - 2d‖y‖²/dᵀy)ᵀg/dᵀy`, bounded below: a direction of descent whatever the search
    /// (Hager and Zhang 2005, SIAM J. Optim. 16).
    case hagerZhang
  }

  /// How large the part of the direction before is.
  public var variant: Variant
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// How step lengths are found.
  public var lineSearch: any LineSearch
  /// When to stop.
  public var limits: Limits

  /// Conjugate gradients with the given options. Directions are good only after searches that are more precise than
  /// those of quasi-Newton methods, so that the curvature condition is tighter unless given.
  public init(
    variant: Variant = .hagerZhang, gradientTolerance: Double = 1e-8,
    lineSearch: any LineSearch = StrongWolfe(curvature: 0.1), limits: Limits = .iterations(10_000)
  ) {
    self.variant = variant
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
      method: "ConjugateGradient", gradientTolerance: gradientTolerance, lineSearch: lineSearch,
      limits: limits,
      directions: ConjugateDirections(variant: variant, parameterCount: objective.parameterCount))
    return try search.minimize(
      from: start, parameterCount: objective.parameterCount, keeping: keeper, observing: observer
    ) { try objective.value(at: $0, gradient: &$1) }
  }
}

/// The direction before, and its share in the next.
private struct ConjugateDirections: SearchDirections {
  let variant: ConjugateGradient.Variant
  private var last: Tensor<Double>
  private var change: Tensor<Double>
  /// How much of the last direction the next one keeps; 0 where there is none.
  private var share = 0.0

  init(variant: ConjugateGradient.Variant, parameterCount n: Int) {
    self.variant = variant
    last = .zeros([n])
    change = .zeros([n])
  }

  var isFresh: Bool { share == 0 }
  var hasNaturalLength: Bool { false }

  mutating func direction(at point: Point, into direction: inout Tensor<Double>) {
    direction.copy(point.gradient)
    direction.scale(by: -1)
    if share != 0 { direction.add(last, times: share) }
    last.copy(direction)
  }

  mutating func update(from start: Point, to end: Point) {
    change.set(end.gradient, plus: start.gradient, times: -1)
    let square = start.gradient.inner(start.gradient)
    switch variant {
    case .polakRibiere:
      share = max(0, end.gradient.inner(change) / square)
    case .hagerZhang:
      let curvature = last.inner(change)
      let free =
        (change.inner(end.gradient) - 2 * change.inner(change) / curvature * last.inner(end.gradient))
        / curvature
      let floor = -1 / (last.norm * min(0.01, square.squareRoot()))
      share = max(free, floor)
    }
    if !share.isFinite { share = 0 }
  }

  mutating func reset() { share = 0 }

  mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("last", &last)
    archive.exchange("share", &share)
  }
}
