// SPDX-License-Identifier: Apache-2.0

/// A line search that accepts a point by its slope alone where *f* is flat to rounding (the approximate Wolfe
/// conditions), so that gradients can be made smaller than values can tell.
///
/// A point is accepted when `φ(α) ≤ φ(0) + δαφ′(0)` and `φ′(α) ≥ σφ′(0)`, or when `φ(α) ≤ φ(0) + ε|φ(0)|` and
/// `(2δ - 1)φ′(0) ≥ φ′(α) ≥ σφ′(0)`. A bracket is narrowed by a secant step from either end, and by bisection where
/// that shrinks it by less than a third.
/// Hager and Zhang 2005, SIAM J. Optim. 16, 170-192; 2006, ACM TOMS 32, algorithm 851.
public struct HagerZhang: LineSearch, Hashable {
  /// The fraction δ of the decrease that the slope at the start promises, in `0..<0.5`.
  public var sufficientDecrease: Double
  /// The fraction σ of the slope at the start that may be left.
  public var curvature: Double
  /// The part ε of |*f*| that counts as rounding.
  public var flatness: Double
  /// The number of evaluations after which a search settles for a decrease, or fails.
  public var evaluationLimit: Int

  /// A search with the given constants.
  public init(
    sufficientDecrease: Double = 0.1, curvature: Double = 0.9, flatness: Double = 1e-6,
    evaluationLimit: Int = 60
  ) {
    self.sufficientDecrease = sufficientDecrease
    self.curvature = curvature
    self.flatness = flatness
    self.evaluationLimit = evaluationLimit
  }

  public func validate() throws(OptimizationError) {
    try OptimizationError.check(
      "HagerZhang.sufficientDecrease", sufficientDecrease,
      isAccepted: sufficientDecrease > 0 && sufficientDecrease < 0.5, "between 0 and 0.5")
    try OptimizationError.check(
      "HagerZhang.curvature", curvature, isAccepted: curvature >= sufficientDecrease && curvature < 1,
      "between sufficientDecrease, \(sufficientDecrease), and 1")
    try OptimizationError.checkFraction("HagerZhang.flatness", flatness)
    try OptimizationError.checkCount("HagerZhang.evaluationLimit", evaluationLimit)
  }

  public func search(
    from origin: LinePoint, firstStep: Double, evaluate: (_ step: Double) throws -> LinePoint
  ) throws -> Result<LinePoint, LineSearchFailure> {
    var remaining = evaluationLimit
    let ceiling = origin.value + flatness * origin.value.magnitude
    func isAccepted(_ trial: LinePoint) -> Bool {
      guard trial.isFinite, trial.slope >= curvature * origin.slope else { return false }
      if trial.value <= origin.value + sufficientDecrease * trial.step * origin.slope { return true }
      return trial.value <= ceiling && trial.slope <= (2 * sufficientDecrease - 1) * origin.slope
    }
    // The low end has a negative slope and a value within the ceiling.
    var low = origin
    var high: LinePoint?
    var limit = Double.infinity
    var step = firstStep
    while remaining > 0, high == nil {
      let trial = try evaluate(step)
      remaining -= 1
      if isAccepted(trial) { return .success(trial) }
      if !trial.isFinite {
        limit = step
        step = low.step + (step - low.step) / 10
      } else if trial.slope >= 0 || trial.value > ceiling {
        high = trial
      } else {
        low = trial
        step = limit.isFinite ? (step + limit) / 2 : 5 * step
      }
      if !(step > low.step) || !step.isFinite { break }
    }
    guard var high else {
      if low.step > 0, limit.isFinite { return .success(low) }
      return .failure(low.step > 0 ? .stillDescending(stepLength: low.step) : .noDecrease(stepLength: step))
    }
    var width = Double.infinity
    while remaining > 0 {
      let middle = low.step + (high.step - low.step) / 2
      if middle == low.step || middle == high.step { break }
      let secant = (low.step * high.slope - high.step * low.slope) / (high.slope - low.slope)
      let isUseful =
        high.slope > 0 && secant > low.step && secant < high.step && high.step - low.step < 0.66 * width
      width = high.step - low.step
      let trial = try evaluate(isUseful ? secant : middle)
      remaining -= 1
      if isAccepted(trial) { return .success(trial) }
      if !trial.isFinite || trial.slope >= 0 || trial.value > ceiling { high = trial } else { low = trial }
    }
    // Values within the ceiling are no proof of a decrease.
    return low.step > 0 && low.value <= origin.value
      ? .success(low) : .failure(.noDecrease(stepLength: high.step))
  }
}
