// SPDX-License-Identifier: Apache-2.0

/// What can stand in a subscript for one axis: a position, `2` or `-1`, or a range, `0..<2`, `1...`.
///
/// Negative bounds count from the end; beside a range operator they need parentheses, `(-2)...`. A position drops its axis from the result, a range keeps it.
public protocol AxisIndex: Sendable {
  /// What the index selects along an axis of `extent` elements, or `nil` when some of it lies outside.
  func selection(ofExtent extent: Int) -> AxisSelection?

  /// The index as one writes it: `1...`.
  var notation: String { get }
}

/// Neighbouring positions along one axis, counted from the front.
public struct AxisSelection: Hashable, Sendable {
  /// The first position.
  public let start: Int
  /// The number of positions.
  public let count: Int
  /// Whether a single position was named, so that its axis disappears from the result.
  public let dropsAxis: Bool

  /// The `count` positions from `start` on.
  public init(start: Int, count: Int, dropsAxis: Bool = false) {
    self.start = start
    self.count = count
    self.dropsAxis = dropsAxis
  }

  /// The positions from `lower` up to `upper`, negative bounds counted from the end; `nil` unless
  /// `0 ≤ lower ≤ upper ≤ extent` then.
  init?(from lower: Int, upTo upper: Int, ofExtent extent: Int) {
    let lower = lower < 0 ? lower + extent : lower
    let upper = upper < 0 ? upper + extent : upper
    guard 0 <= lower, lower <= upper, upper <= extent else { return nil }
    self.init(start: lower, count: upper - lower)
  }

  /// The positions from `lower` through `upper`, negative bounds counted from the end.
  init?(from lower: Int, through upper: Int, ofExtent extent: Int) {
    let upper = upper < 0 ? upper + extent : upper
    guard 0 <= upper, upper < extent else { return nil }
    self.init(from: lower, upTo: upper + 1, ofExtent: extent)
  }
}
