// SPDX-License-Identifier: Apache-2.0

/// A point on the line of a search: a step length, with *f* and its slope along the line there.
public struct LinePoint: Sendable, Hashable {
  /// The step length α.
  public let step: Double
  /// φ(α) = *f*(*θ* + α*d*).
  public let value: Double
  /// φ′(α).
  public let slope: Double
  /// Whether a method can go on from this point: *f* and every element of its gradient are finite.
  public let isFinite: Bool

  /// The point of a step length, value and slope.
  ///
  /// - Parameter gradientIsFinite: Whether every element of the gradient is.
  public init(step: Double, value: Double, slope: Double, gradientIsFinite: Bool = true) {
    self.step = step
    self.value = value
    self.slope = slope
    isFinite = gradientIsFinite && value.isFinite && slope.isFinite
  }
}
