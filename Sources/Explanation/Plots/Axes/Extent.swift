// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The values that something covers; empty before the first one.
struct Extent: Hashable, Sendable {
  private(set) var low = Double.infinity
  private(set) var high = -Double.infinity

  init() {}

  init(_ values: some Sequence<Double>) { add(values) }

  var isEmpty: Bool { low > high }

  /// Covers a value as well, unless it is not finite.
  mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    low = min(low, value)
    high = max(high, value)
  }

  /// Covers values as well, those that are not finite left out.
  mutating func add(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// The range of an axis over these values.
  ///
  /// - Parameter margin: The part of the length to leave free at either end.
  func axisRange(_ scale: Axis.Scale, margin: Double) -> ClosedRange<Double> {
    switch scale {
    case .linear:
      let (low, high) = isEmpty ? (0, 1) : Self.widened(low, high)
      // Half of each, as the difference of two huge numbers overflows.
      let free = (high / 2 - low / 2) * 2 * margin
      return max(low - free, -Self.limit)...min(high + free, Self.limit)
    case .logarithmic:
      guard !isEmpty, high > 0 else { return 1...10 }
      let bottom = Double.log(low > 0 ? low : high)
      let top = Double.log(high)
      // A factor of two to either side of a single value.
      let (start, end) = top - bottom < 1e-9 ? (bottom - 0.7, top + 0.7) : (bottom, top)
      let free = (end - start) * margin
      return max(Double.exp(start - free), .leastNonzeroMagnitude)...min(Double.exp(end + free), Self.limit)
    }
  }

  /// Beyond this the length of an axis would overflow.
  private static let limit = 8e307

  /// A range that is wide enough for ticks: some around a single value, and no narrower than rounding.
  private static func widened(_ low: Double, _ high: Double) -> (low: Double, high: Double) {
    let (low, high) = (max(low, -limit), min(high, limit))
    let magnitude = max(low.magnitude, high.magnitude)
    guard magnitude > 1e-290 else { return (-1, 1) }
    guard high / 2 - low / 2 < 1e-12 * magnitude else { return (low, high) }
    let center = low / 2 + high / 2
    return (center - magnitude / 2, center + magnitude / 2)
  }
}
