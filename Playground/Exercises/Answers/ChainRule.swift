// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The slope of `exp(sin(x²))` at `x`.
@Sendable func chainRule(x: Double) throws -> Double {
  throw notYet("the product of the slopes of exp, sin and the square")
}
