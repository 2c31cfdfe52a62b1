// SPDX-License-Identifier: Apache-2.0

/// The search of a report on networks and BFGS: from a first step, α/1.5 where it is too long and 2α where it is too
/// short, until `φ(α) ≤ φ(0) + μαφ′(0)` and `φ′(α) ≥ ηφ′(0)`.
///
/// As published it can go to and fro for ever, or to infinity; here a step that was once too long is never exceeded
/// again, and one that was too short never fallen below: once both are known the search bisects. A step where *f* is
/// NaN or infinite is too long.
public struct Doubling: LineSearch, Hashable {
  /// The fraction μ of the decrease that the slope at the start promises.
  public var sufficientDecrease: Double
  /// The fraction η of the slope at the start that may be left.
  public var curvature: Double
  /// The number of evaluations after which a search settles for a decrease, or fails.
  public var evaluationLimit: Int

  /// A search with the given constants.
  public init(sufficientDecrease: Double = 1e-4, curvature: Double = 0.1, evaluationLimit: Int = 100) {
    self.sufficientDecrease = sufficientDecrease
    self.curvature = curvature
    self.evaluationLimit = evaluationLimit
  }

  public func validate() throws(OptimizationError) {
    try WolfeConditions.validate(
      "Doubling", sufficientDecrease: sufficientDecrease, curvature: curvature,
      evaluationLimit: evaluationLimit)
  }

  public func search(
    from origin: LinePoint, firstStep: Double, evaluate: (_ step: Double) throws -> LinePoint
  ) throws -> Result<LinePoint, LineSearchFailure> {
    var step = firstStep
    var (tooShort, tooLong) = (0.0, Double.infinity)
    var lowest: LinePoint?
    for _ in 0..<evaluationLimit {
      let trial = try evaluate(step)
      let isLower =
        trial.isFinite && trial.value <= origin.value + sufficientDecrease * step * origin.slope
      if isLower {
        if trial.slope >= curvature * origin.slope { return .success(trial) }
        if trial.value < lowest?.value ?? .infinity { lowest = trial }
        tooShort = step
      } else {
        tooLong = step
      }
      if tooShort > 0, tooLong.isFinite {
        step = tooShort + (tooLong - tooShort) / 2
        if step == tooShort || step == tooLong { break }
      } else {
        step = isLower ? 2 * step : step / 1.5
      }
      if !(step > 0) || !step.isFinite { break }
    }
    if let lowest, tooLong.isFinite { return .success(lowest) }
    return .failure(
      lowest.map { .stillDescending(stepLength: $0.step) } ?? .noDecrease(stepLength: tooLong))
  }
}
