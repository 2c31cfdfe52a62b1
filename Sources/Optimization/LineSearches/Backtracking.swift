// SPDX-License-Identifier: Apache-2.0

/// A line search that shortens the step until *f* has decreased enough: `φ(α) ≤ φ(0) + c₁αφ′(0)` (Armijo).
///
/// The next step is the minimum of the parabola through what is known, kept between a tenth and a half of the last
/// (Nocedal and Wright, *Numerical Optimization*, 2nd edition, section 3.5). It never lengthens a step, so that it
/// suits directions with a natural length, as Newton's and quasi-Newton ones.
public struct Backtracking: LineSearch, Hashable {
  /// The fraction c₁ of the decrease that the slope at the start promises, in `0..<0.5`.
  public var sufficientDecrease: Double
  /// The number of evaluations after which a search fails.
  public var evaluationLimit: Int

  /// A search with the given constants.
  public init(sufficientDecrease: Double = 1e-4, evaluationLimit: Int = 60) {
    self.sufficientDecrease = sufficientDecrease
    self.evaluationLimit = evaluationLimit
  }

  public func validate() throws(OptimizationError) {
    try OptimizationError.check(
      "Backtracking.sufficientDecrease", sufficientDecrease,
      isAccepted: sufficientDecrease > 0 && sufficientDecrease < 0.5, "between 0 and 0.5")
    try OptimizationError.checkCount("Backtracking.evaluationLimit", evaluationLimit)
  }

  public func search(
    from origin: LinePoint, firstStep: Double, evaluate: (_ step: Double) throws -> LinePoint
  ) throws -> Result<LinePoint, LineSearchFailure> {
    var step = firstStep
    for _ in 0..<evaluationLimit {
      let trial = try evaluate(step)
      if trial.isFinite {
        if trial.value <= origin.value + sufficientDecrease * step * origin.slope { return .success(trial) }
        let curvature = trial.value - origin.value - origin.slope * step
        let minimizer = -origin.slope * step * step / (2 * curvature)
        step = minimizer.isFinite ? min(max(minimizer, 0.1 * step), 0.5 * step) : 0.5 * step
      } else {
        step *= 0.1
      }
      if !(step > 0) { break }
    }
    return .failure(.noDecrease(stepLength: step))
  }
}
