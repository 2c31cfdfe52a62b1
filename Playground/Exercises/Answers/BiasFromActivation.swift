// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The gradients of `‖ẑ − z‖²` by the three matrices of
///
///     h* = W1·y,   H* = tanh(W2·h* + sigmoid(h*[0])),   ẑ = tanh(W3·H* + H*[0])
///
/// `pass` holds `y`, `z`, `h` for h*, `h0` for sigmoid(h*[0]), `H` for H* and `output` for ẑ.
@Sendable func biasFromActivation(
  W2: Tensor<Double>, W3: Tensor<Double>, pass: ForwardPass
) throws -> WeightGradients {
  /// The matrix of all products of an element of `a` and one of `b`.
  func outer(_ a: Tensor<Double>, _ b: Tensor<Double>) throws -> Tensor<Double> {
    try a.reshaped(to: [a.count, 1]) * b.reshaped(to: [1, b.count])
  }
  throw notYet("go down from the output, and count every use of h* and H*")
}
