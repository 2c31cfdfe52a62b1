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
}
