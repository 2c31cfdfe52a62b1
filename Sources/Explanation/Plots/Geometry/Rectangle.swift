// SPDX-License-Identifier: Apache-2.0

/// A part of the paper, its top above its bottom in the sense of ``Point``.
struct Rectangle: Hashable, Sendable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }
  var center: Point { Point(x: (left + right) / 2, y: (top + bottom) / 2) }
}
