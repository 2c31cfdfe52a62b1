// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A smooth function of a parameter vector that can be minimised: ℝⁿ → ℝ.
///
/// Evaluations may return NaN or infinity outside the function's domain; methods treat such points as worse
/// than any other and never stop at them as converged.
public protocol ObjectiveFunction {
  /// The number of parameters, *n*.
  var parameterCount: Int { get }

  /// The value at `parameters`, of shape `[n]`.
  func value(at parameters: Tensor<Double>) throws -> Double

  /// The value and the gradient, of shape `[n]`, at `parameters`.
  func valueWithGradient(at parameters: Tensor<Double>) throws -> (value: Double, gradient: Tensor<Double>)

  /// The value at *n* `parameters`, and the gradient there written into `gradient`, *n* numbers.
  ///
  /// Methods that search along directions or follow rules evaluate by this one, in memory of their own. Made of
  /// `valueWithGradient(at:)` where a function does not provide it, which then decides what an evaluation allocates.
  func value(at parameters: Span<Double>, gradient: inout MutableSpan<Double>) throws -> Double
}

extension ObjectiveFunction {
  /// The value and the gradient from `valueWithGradient(at:)`, copied.
  public func value(at parameters: Span<Double>, gradient: inout MutableSpan<Double>) throws -> Double {
    let (value, computed) = try valueWithGradient(at: Tensor(copying: parameters))
    try OptimizationError.check(result: "a gradient", computed, is: [parameterCount])
    let elements = computed.scalars.span
    for i in gradient.indices { gradient[i] = elements[i] }
    return value
  }
}
