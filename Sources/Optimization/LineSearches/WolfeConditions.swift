// SPDX-License-Identifier: Apache-2.0

/// The strong Wolfe conditions on the line from `origin`. False wherever a number is NaN.
struct WolfeConditions {
  let origin: LinePoint
  /// c₁.
  let sufficientDecrease: Double
  /// c₂.
  let curvature: Double

  /// Whether both conditions hold.
  func areMet(at trial: LinePoint) -> Bool {
    trial.isFinite && trial.slope.magnitude <= curvature * -origin.slope && isEnoughDecrease(at: trial)
  }

  /// The first condition, on values, or on slopes where rounding hides the values' difference.
  func isEnoughDecrease(at trial: LinePoint) -> Bool {
    guard trial.isFinite else { return false }
    if trial.value <= origin.value + sufficientDecrease * trial.step * origin.slope { return true }
    return (trial.value - origin.value).magnitude <= 32 * .ulpOfOne * origin.value.magnitude
      && trial.slope <= (2 * sufficientDecrease - 1) * origin.slope
  }

  /// Throws when the constants of a search, named `name`, do not suit each other or its limit of evaluations is not
  /// positive.
  static func validate(
    _ name: String, sufficientDecrease: Double, curvature: Double, evaluationLimit: Int
  ) throws(OptimizationError) {
    try OptimizationError.check(
      "\(name).sufficientDecrease", sufficientDecrease,
      isAccepted: sufficientDecrease > 0 && sufficientDecrease < 0.5, "between 0 and 0.5")
    try OptimizationError.check(
      "\(name).curvature", curvature, isAccepted: curvature > sufficientDecrease && curvature < 1,
      "between sufficientDecrease, \(sufficientDecrease), and 1")
    try OptimizationError.checkCount("\(name).evaluationLimit", evaluationLimit)
  }
}
