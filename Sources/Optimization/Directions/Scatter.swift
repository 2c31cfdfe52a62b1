// SPDX-License-Identifier: Apache-2.0

/// By how much values on a line differ for no other reason than rounding.
///
/// Near its start a smooth function changes by its slope. A change that is far larger is the noise of its values, unless
/// it is so large that it must have another reason, such as a step that is too long.
struct Scatter {
  private let origin: LinePoint
  private let limit: Double
  /// The largest difference seen, 0 where there is none.
  private(set) var size = 0.0

  /// The scatter about the start of a line, of differences up to `limit`.
  init(about origin: LinePoint, limit: Double) {
    self.origin = origin
    self.limit = limit
  }

  /// Takes a value at a step length into account.
  mutating func add(_ value: Double, at step: Double) {
    let change = (value - origin.value).magnitude
    if change <= limit, change > 100 * (step * origin.slope).magnitude { size = max(size, change) }
  }
}
