// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno, with a strong Wolfe line search.
///
/// It keeps an approximation of the inverse Hessian, `[n, n]`, and updates it in O(n²) an iteration. The
/// approximation starts as the identity, scaled before the first update by `yᵀs/yᵀy` (Nocedal and Wright,
/// *Numerical Optimization*, 2nd edition, equation 6.20), is left alone where the curvature `yᵀs` is not
/// safely positive, and is dropped for a search along the negative gradient when its own direction fails.
public struct BFGS: Optimizer {
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// How step lengths are found.
  public var lineSearch: StrongWolfe
  /// When to stop.
  public var limits: Limits

  /// BFGS with the given options.
  public init(
    gradientTolerance: Double = 1e-8, lineSearch: StrongWolfe = StrongWolfe(), limits: Limits = Limits()
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
    try OptimizationError.checkFraction("BFGS.gradientTolerance", gradientTolerance)
    try lineSearch.validate()
    try limits.validate()
    try OptimizationError.check(start: start, for: objective)

    var run = try Run(of: objective, from: start, limits: limits)
    var point = run.best
    var inverse = InverseHessian(parameterCount: start.count)
    var record = IterationRecord(iteration: 0, value: point.value, gradientNorm: point.gradient.infinityNorm)
    var verdict: Status? = point.isFinite ? nil : .failed(because: .nonFiniteStart)
    while true {
      if verdict == nil, point.isStationary(within: gradientTolerance) { verdict = .converged(by: .gradient) }
      if let status = try run.endIteration(record, at: point, verdict: verdict, observer: observer) {
        return run.minimum(status)
      }
      switch try step(from: point, of: objective, with: &inverse, in: &run) {
      case .none(let status):
        return run.minimum(status)
      case .taken(let trial):
        let stepNorm = trial.point.parameters.distance(to: point.parameters)
        inverse.update(from: point, to: trial.point)
        point = trial.point
        record = IterationRecord(
          iteration: run.nextIteration, value: point.value, gradientNorm: point.gradient.infinityNorm,
          stepNorm: stepNorm, stepLength: trial.step)
      }
    }
  }

  /// A step, or why there is none.
  private enum Step {
    case taken(StrongWolfe.Trial)
    case none(Status)
  }

  /// A step along the quasi-Newton direction, or along the negative gradient where that fails.
  private func step(
    from point: Point, of objective: some ObjectiveFunction, with inverse: inout InverseHessian,
    in run: inout Run
  ) throws -> Step {
    while true {
      let direction = inverse.direction(along: point.gradient)
      let slope = direction.inner(point.gradient)
      guard slope < 0, slope.isFinite else {
        if inverse.isIdentity { return .none(.failed(because: .notDescent)) }
        inverse.reset()
        continue
      }
      let firstStep = inverse.isIdentity ? min(1, 1 / point.gradient.infinityNorm) : 1
      let origin = StrongWolfe.Trial(step: 0, value: point.value, slope: slope, point: point)
      let result = try lineSearch.search(from: origin, firstStep: firstStep) { step in
        var parameters = point.parameters
        parameters.add(direction, times: step)
        let trial = try run.evaluate(objective, at: parameters)
        return StrongWolfe.Trial(
          step: step, value: trial.value, slope: direction.inner(trial.gradient), point: trial)
      }
      switch result {
      case .success(let trial):
        return .taken(trial)
      case .failure(.noDecrease) where !inverse.isIdentity:
        // The model of the objective predicts a decrease of half the slope over the whole step.
        if -slope / 2 <= 10 * .ulpOfOne * point.value.magnitude { return .none(.converged(by: .rounding)) }
        inverse.reset()
      case .failure(let failure):
        return .none(.failed(because: .lineSearch(failure)))
      }
    }
  }
}
