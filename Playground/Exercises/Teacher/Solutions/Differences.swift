// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The slope of a function at `x`, to 9 digits, from at most four of its values.
@Sendable func differences(function: (Double) throws -> Double, x: Double) throws -> Double {
  // SOLUTION: values on both sides, at a step between the two branches of the V
  let h = 6e-6 * max(1, x.magnitude)
  let (right, left) = (x + h, x - h)
  return (try function(right) - function(left)) / (right - left)
  // END
}
