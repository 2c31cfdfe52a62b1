// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The slope of a function at `x`, to 9 digits, from at most four of its values.
@Sendable func differences(function: (Double) throws -> Double, x: Double) throws -> Double {
  throw notYet("values on both sides, at a step between the two branches of the V")
}
