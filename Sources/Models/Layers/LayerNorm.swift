// SPDX-License-Identifier: Apache-2.0
public import Autodiff
internal import Tensors

/// The elements along the last axis less their mean, divided by their standard deviation, times `scale`, plus `shift`,
/// both of the length of that axis.
///
/// Ba, Kiros and Hinton, Layer normalization, 2016.
public struct LayerNorm: Layer {
  /// What is added to the variance.
  public let epsilon: Double

  /// - Parameter epsilon: What is added to the variance.
  public init(epsilon: Double = 1e-5) { self.epsilon = epsilon }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    guard let length = x.shape.extents.last else { return parameters.refuse(x, "a scalar has no axis") }
    let centred = x - mean(x, along: -1, keepingAxes: true)
    let variance = mean(centred * centred, along: -1, keepingAxes: true)
    return centred / sqrt(variance + epsilon) * parameters("scale", [length], .constant(1))
      + parameters("shift", [length], .zeros)
  }
}
