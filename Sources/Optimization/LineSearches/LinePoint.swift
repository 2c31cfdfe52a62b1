// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A point on the line of a search, with the slope of *f* along it.
public struct LinePoint: Sendable {
  /// The step length α.
  public let step: Double
  /// φ(α) = *f*(*θ* + α*d*).
  public var value: Double { point.value }
  /// φ′(α).
  public let slope: Double
  let point: Point

  /// The parameters there, `[n]`.
  public var parameters: Tensor<Double> { point.parameters }
  /// Whether a method can go on from this point.
  public var isFinite: Bool { slope.isFinite && point.isFinite }
}
