// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// An axis laid on the paper: the place of each value.
struct AxisMap: Sendable {
  let axis: Axis
  /// The values from end to end.
  let range: ClosedRange<Double>
  /// The places of the range's ends.
  let start: Double
  let end: Double

  /// - Parameters:
  ///   - start: The place of the range's lower end, or of its upper one on a reversed axis.
  ///   - end: The place of the other end.
  init(_ axis: Axis, range: ClosedRange<Double>, from start: Double, to end: Double) {
    self.axis = axis
    self.range = range
    (self.start, self.end) = axis.isReversed ? (end, start) : (start, end)
  }

  /// The place of a value; `nil` for one that the axis cannot show.
  func callAsFunction(_ value: Double) -> Double? {
    guard axis.shows(value) else { return nil }
    return start + fraction(value) * (end - start)
  }

  /// How far along the range a value lies: 0 to 1 inside it.
  func fraction(_ value: Double) -> Double {
    switch axis.scale {
    case .linear:
      let half = range.upperBound / 2 - range.lowerBound / 2
      return (value / 2 - range.lowerBound / 2) / half
    case .logarithmic:
      let bottom = Double.log(range.lowerBound)
      return (Double.log(value) - bottom) / (Double.log(range.upperBound) - bottom)
    }
  }

  /// The ticks, about one to each `spacing` of length.
  func ticks(spacing: Double) -> [Tick] {
    let count = max(2, Int((end - start).magnitude / spacing))
    if let categories = axis.categories { return Ticks.categories(categories, in: range) }
    return axis.scale == .linear
      ? Ticks.linear(in: range, count: count) : Ticks.logarithmic(in: range, count: count)
  }
}
