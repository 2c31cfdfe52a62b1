// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A line search for a step length α at which *f* has decreased enough and its slope is flat enough.
///
/// With φ(α) = *f*(*θ* + α*d*), the strong Wolfe conditions are `φ(α) ≤ φ(0) + c₁αφ′(0)` and
/// `|φ′(α)| ≤ c₂|φ′(0)|`. The search expands the step until it brackets a point that satisfies both, then
/// narrows the bracket by cubic interpolation (Nocedal and Wright, *Numerical Optimization*, 2nd edition,
/// algorithms 3.5 and 3.6). A step where *f* is NaN or infinite is too long. Where the values differ by
/// rounding alone the first condition reads `φ′(α) ≤ (2c₁ - 1)φ′(0)`, which holds where it does for a
/// parabola (Hager and Zhang 2005).
public struct StrongWolfe: LineSearch, Hashable {
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
      "StrongWolfe", sufficientDecrease: sufficientDecrease, curvature: curvature,
      evaluationLimit: evaluationLimit)
  }
}

extension StrongWolfe {
  public func search(
    from origin: LinePoint, firstStep: Double, evaluate: (_ step: Double) throws -> LinePoint
  ) throws -> Result<LinePoint, LineSearchFailure> {
    let conditions = WolfeConditions(
      origin: origin, sufficientDecrease: sufficientDecrease, curvature: curvature)
    var remaining = evaluationLimit
    var last = origin
    var step = firstStep
    var ceiling = Double.infinity
    while remaining > 0 {
      let trial = try evaluate(step)
      remaining -= 1
      guard trial.isFinite else {
        ceiling = step
        step = last.step + (step - last.step) / 10
        if !(step > last.step) { break }
        continue
      }
      if conditions.areMet(at: trial) { return .success(trial) }
      if !conditions.isEnoughDecrease(at: trial) || (last.step > 0 && trial.value >= last.value) {
        return try narrow(last, trial, conditions, &remaining, evaluate)
      }
      if trial.slope >= 0 { return try narrow(trial, last, conditions, &remaining, evaluate) }
      let length = trial.step - last.step
      let minimizer = LinePoint.cubicMinimizer(last, trial) ?? .infinity
      step = min(max(minimizer, trial.step + length), trial.step + 9 * length)
      if step >= ceiling { step = (trial.step + ceiling) / 2 }
      last = trial
      if !(step > last.step) || !step.isFinite { break }
    }
    guard last.step > 0 else { return .failure(.noDecrease(stepLength: step)) }
    // Where *f* falls up to the end of its domain, the last point inside is as good as there is.
    return ceiling.isFinite ? .success(last) : .failure(.stillDescending(stepLength: last.step))
  }

  /// Narrows a bracket between `low`, the lowest point with enough decrease, and `high`, towards which *f*
  /// falls at `low`.
  private func narrow(
    _ low: LinePoint, _ high: LinePoint, _ conditions: WolfeConditions, _ remaining: inout Int,
    _ evaluate: (_ step: Double) throws -> LinePoint
  ) throws -> Result<LinePoint, LineSearchFailure> {
    var (low, high) = (low, high)
    var widthBeforeLast = Double.infinity
    var lastWidth = Double.infinity
    while remaining > 0 {
      let width = high.step - low.step
      let middle = low.step + width / 2
      // No number lies between the ends of the bracket.
      if middle == low.step || middle == high.step { break }
      var step = middle
      if width.magnitude <= 0.66 * widthBeforeLast, let minimizer = LinePoint.cubicMinimizer(low, high) {
        let margin = 0.1 * width.magnitude
        let (left, right) = (min(low.step, high.step), max(low.step, high.step))
        step = min(max(minimizer, left + margin), right - margin)
      }
      (widthBeforeLast, lastWidth) = (lastWidth, width.magnitude)

      let trial = try evaluate(step)
      remaining -= 1
      if conditions.areMet(at: trial) { return .success(trial) }
      if !conditions.isEnoughDecrease(at: trial) || !(trial.value < low.value) {
        high = trial
      } else {
        if trial.slope * (high.step - low.step) >= 0 { high = low }
        low = trial
      }
    }
    return low.step > 0 ? .success(low) : .failure(.noDecrease(stepLength: high.step))
  }
}
