// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// A function of a layer's output, without parameters.
///
/// ```swift
/// let square = Activation { x in x * x }
/// ```
public struct Activation: Layer {
  private let function: @Sendable (Variable) -> Variable

  /// The layer of a function.
  public init(_ function: @escaping @Sendable (Variable) -> Variable) { self.function = function }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { function(x) }
}

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

/// The rectified linear unit `max(x, 0)` of each element.
public struct Relu: Layer {
  /// The layer; it has no parameters.
  public init() {}
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { relu(x) }
}

/// `x` where it is positive, else a small slope times `x`, of each element.
public struct LeakyRelu: Layer {
  /// The slope below 0.
  public let slope: Double

  /// The layer; it has no parameters.
  public init(slope: Double = 0.01) { self.slope = slope }
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    leakyRelu(x, slope: slope)
  }
}

/// `x` where it is positive, else `α(exp x - 1)`, of each element.
public struct Elu: Layer {
  /// Minus the limit far below 0.
  public let alpha: Double

  /// The layer; it has no parameters.
  public init(alpha: Double = 1) { self.alpha = alpha }
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { elu(x, alpha: alpha) }
}

/// `x·Φ(x)` of each element, with the normal distribution function Φ.
public struct Gelu: Layer {
  /// The layer; it has no parameters.
  public init() {}
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { gelu(x) }
}

/// `x` times its logistic function, of each element.
public struct Silu: Layer {
  /// The layer; it has no parameters.
  public init() {}
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { silu(x) }
}

/// `log(1 + exp x)` of each element.
public struct Softplus: Layer {
  /// The layer; it has no parameters.
  public init() {}
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { softplus(x) }
}

/// `exp x / Σ exp x` over the last axis.
public struct Softmax: Layer {
  /// The layer; it has no parameters.
  public init() {}
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { softmax(x) }
}

/// The logarithm of `exp x / Σ exp x` over the last axis.
public struct LogSoftmax: Layer {
  /// The layer; it has no parameters.
  public init() {}
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { logSoftmax(x) }
}
