// SPDX-License-Identifier: Apache-2.0

/// A place on the paper: `x` to the right, `y` down, in the units of a figure's size.
struct Point: Hashable, Sendable {
  var x: Double
  var y: Double
}
