// SPDX-License-Identifier: Apache-2.0

extension LinePoint {
  /// Where the cubic through the values and slopes of two points has its minimum; `nil` when it has none, or when a number
  /// is not finite. Nocedal and Wright, *Numerical Optimization*, 2nd edition, equation 3.59.
  static func cubicMinimizer(_ a: LinePoint, _ b: LinePoint) -> Double? {
    let d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step)
    let discriminant = d1 * d1 - a.slope * b.slope
    guard discriminant >= 0 else { return nil }
    let d2 = (b.step > a.step ? 1 : -1) * discriminant.squareRoot()
    let minimizer = b.step - (b.step - a.step) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2)
    return minimizer.isFinite ? minimizer : nil
  }

  /// The point of `φ(α) - slope·α`.
  func tilted(by slope: Double) -> LinePoint {
    LinePoint(step: step, value: value - slope * step, slope: self.slope - slope)
  }
}
