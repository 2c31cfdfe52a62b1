// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The slope of `exp(sin(x²))` at `x`.
@Sendable func chainRule(x: Double) throws -> Double {
  // SOLUTION: the product of the slopes of exp, sin and the square
  exp(sin(x * x)) * cos(x * x) * 2 * x
  // END
}
