// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// A step α > 0 along a line with φ(α) ≤ φ(0) + 1e-4·α·φ'(0) and |φ'(α)| ≤ 0.1·|φ'(0)|, from at most 60 values.
///
/// `phi(α)` has a `value` and a `slope`; the slope at 0 is negative.
@Sendable func wolfeSearch(phi: (Double) throws -> LineValue) throws -> Double {
  // SOLUTION: bracket the lowest point, and halve until both conditions hold
  let start = try phi(0)
  var low = 0.0
  var high: Double?
  var step = 1.0
  for _ in 0..<58 {
    let point = try phi(step)
    if !(point.value <= start.value + 1e-4 * step * start.slope) || point.slope > 0.1 * start.slope.magnitude
    {
      high = step
    } else if point.slope < 0.1 * start.slope {
      low = step
    } else {
      return step
    }
    step = high.map { (low + $0) / 2 } ?? 2 * step
  }
  return step
  // END
}
