// SPDX-License-Identifier: Apache-2.0

/// The part of the paper inside the axes, and where values stand on it.
struct Frame: Sendable {
  let area: Rectangle
  let x: AxisMap
  let y: AxisMap
  /// The series that have bars, in their order.
  var barSlots: [Int] = []

  /// The places of points, with a new run after each that cannot be shown.
  func runs(_ horizontal: [Double], _ vertical: [Double]) -> [[Point]] {
    var runs: [[Point]] = []
    var run: [Point] = []
    for (value, height) in zip(horizontal, vertical) {
      if let left = x(value), let top = y(height) {
        run.append(Point(x: left, y: top))
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    return run.isEmpty ? runs : runs + [run]
  }
}
