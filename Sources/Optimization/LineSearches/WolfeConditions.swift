// SPDX-License-Identifier: Apache-2.0

/// The conditions of a `StrongWolfe` search on the line from `origin`. False wherever a number is NaN.
struct WolfeConditions {
  let origin: LinePoint
  let options: StrongWolfe

  /// Whether both conditions hold.
  func areMet(at trial: LinePoint) -> Bool {
    trial.isFinite && trial.slope.magnitude <= options.curvature * -origin.slope
      && isEnoughDecrease(at: trial)
  }

  /// The first condition, on values, or on slopes where rounding hides the values' difference.
  func isEnoughDecrease(at trial: LinePoint) -> Bool {
    guard trial.isFinite else { return false }
    if trial.value <= origin.value + options.sufficientDecrease * trial.step * origin.slope { return true }
    return (trial.value - origin.value).magnitude <= 32 * .ulpOfOne * origin.value.magnitude
      && trial.slope <= (2 * options.sufficientDecrease - 1) * origin.slope
  }
}
