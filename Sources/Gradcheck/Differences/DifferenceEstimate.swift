// SPDX-License-Identifier: Apache-2.0

/// A derivative by differences, with its estimated error.
struct DifferenceEstimate {
  var value = Double.nan
  var error = Double.infinity
  /// The smallest of the steps that it was made from.
  var step = 0.0
  /// The function at that step ahead, and behind; one of them is the value at the point for a one-sided derivative.
  var above = Double.nan
  var below = Double.nan

  var isKnown: Bool { error.isFinite && value.isFinite }

  /// The estimate divided by the scale that the direction had.
  func divided(by scale: Double) -> DifferenceEstimate {
    DifferenceEstimate(
      value: value / scale, error: error / scale, step: step * scale, above: above, below: below)
  }

  /// This estimate or one from smaller steps.
  ///
  /// When they agree, the more accurate one. When they do not, the steps of one were too large to see the
  /// function's features: the derivative is the limit, so the smaller steps decide if they can.
  func refined(by finer: DifferenceEstimate) -> DifferenceEstimate {
    guard isKnown else { return finer }
    guard finer.isKnown else { return self }
    let agree = (value - finer.value).magnitude <= Comparison.safety * (error + finer.error)
    if agree { return finer.error < error ? finer : self }
    return Comparison.safety * finer.error <= 1e-3 * finer.value.magnitude ? finer : self
  }
}
