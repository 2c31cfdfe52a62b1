// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// The logistic function of each element.
public struct Sigmoid: Layer {
  /// The layer; it has no parameters.
  public init() {}
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { sigmoid(x) }
}

/// The hyperbolic tangent of each element.
public struct Tanh: Layer {
  /// The layer; it has no parameters.
  public init() {}
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { tanh(x) }
}

/// The rectified linear unit of each element.
public struct Relu: Layer {
  /// The layer; it has no parameters.
  public init() {}
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { relu(x) }
}

/// `exp x / Σ exp x` over the last axis.
public struct Softmax: Layer {
  /// The layer; it has no parameters.
  public init() {}
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { softmax(x) }
}
