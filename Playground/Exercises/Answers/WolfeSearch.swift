// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// A step α > 0 along a line with φ(α) ≤ φ(0) + 1e-4·α·φ'(0) and |φ'(α)| ≤ 0.1·|φ'(0)|, from at most 60 values.
///
/// `phi(α)` has a `value` and a `slope`; the slope at 0 is negative.
@Sendable func wolfeSearch(phi: (Double) throws -> LineValue) throws -> Double {
  throw notYet("bracket the lowest point, and halve until both conditions hold")
}
