// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// An exponential decay, `b₀·exp(-b₁·t)`.
public struct Decay {
  /// The time of each measurement, `[m]`.
  public let times: Tensor<Double>
  /// What was measured, `[m]`.
  public let values: Tensor<Double>

  /// The decay that was measured so.
  public init(times: Tensor<Double>, values: Tensor<Double>) {
    self.times = times
    self.values = values
  }

  /// The curve through the measurements with the least sum of squares.
  public func fit(from start: Tensor<Double>) throws -> LeastSquaresFit {
    try LevenbergMarquardt().minimize(
      LeastSquares(parameters: 2, inputs: times, targets: values) { b, t in Self.value(b, t) }, from: start)
  }

  /// Whether the derivatives by the parameters are right.
  public func check(at parameters: Tensor<Double>) throws -> GradcheckReport {
    try gradcheck(at: parameters) { b in Self.value(b, 0.7) }
  }

  private static func value(_ b: Variable, _ t: Variable) -> Variable { b[0] * exp(-b[1] * t) }
}
