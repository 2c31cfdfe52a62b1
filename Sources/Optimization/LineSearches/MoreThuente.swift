// SPDX-License-Identifier: Apache-2.0

/// Moré and Thuente's search for a step length that satisfies the strong Wolfe conditions, as `StrongWolfe` states them.
///
/// Until a point is known that is low enough and beyond which *f* rises, it looks for the minimum of
/// `φ(α) - φ(0) - c₁αφ′(0)`, which satisfies the first condition; from then on for that of φ. Steps come from cubics,
/// parabolas and secants, whichever is safe, and from bisection where two of them leave more than two thirds of the
/// interval. Moré and Thuente 1994, ACM TOMS 20, 286-307.
public struct MoreThuente: LineSearch, Hashable {
  /// The fraction c₁ of the decrease that the slope at the start promises, in `0..<0.5`.
  public var sufficientDecrease: Double
  /// The fraction c₂ of the slope at the start that may be left, above c₁ and below 1.
  public var curvature: Double
  /// The number of evaluations after which a search settles for a decrease, or fails.
  public var evaluationLimit: Int

  /// A search with the given constants.
  public init(sufficientDecrease: Double = 1e-4, curvature: Double = 0.9, evaluationLimit: Int = 50) {
    self.sufficientDecrease = sufficientDecrease
    self.curvature = curvature
    self.evaluationLimit = evaluationLimit
  }

  public func validate() throws(OptimizationError) {
    try WolfeConditions.validate(
      "MoreThuente", sufficientDecrease: sufficientDecrease, curvature: curvature,
      evaluationLimit: evaluationLimit)
  }

  public func search(
    from origin: LinePoint, firstStep: Double, evaluate: (_ step: Double) throws -> LinePoint
  ) throws -> Result<LinePoint, LineSearchFailure> {
    let conditions = WolfeConditions(
      origin: origin, sufficientDecrease: sufficientDecrease, curvature: curvature)
    let line = sufficientDecrease * origin.slope
    var interval = StepInterval(from: origin)
    var (step, ceiling, isTilted) = (firstStep, Double.infinity, true)
    for _ in 0..<evaluationLimit {
      let trial = try evaluate(step)
      if conditions.areMet(at: trial) { return .success(trial) }
      if trial.isFinite {
        let isLow = trial.value <= origin.value + line * step
        if isLow, trial.slope >= line { isTilted = false }
        let tilt = isTilted && !isLow && trial.value <= interval.near.value ? line : 0
        step = interval.update(with: trial, tilt: tilt)
        if step >= ceiling { step = interval.near.step + (ceiling - interval.near.step) / 2 }
      } else {
        // A step where *f* is NaN or infinite is too long.
        ceiling = step
        interval.cut(before: step)
        step = interval.near.step + (step - interval.near.step) / 10
      }
      if step == interval.near.step || step == interval.far?.step || !step.isFinite { break }
    }
    let best = interval.near
    guard best.step > 0, best.value < origin.value else {
      return .failure(.noDecrease(stepLength: step))
    }
    // Where *f* falls up to the end of its domain, the last point inside is as good as there is.
    let isBracketed = interval.far != nil || ceiling.isFinite
    return isBracketed ? .success(best) : .failure(.stillDescending(stepLength: best.step))
  }
}
