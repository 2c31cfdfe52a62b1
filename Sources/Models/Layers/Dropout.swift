// SPDX-License-Identifier: Apache-2.0
public import Autodiff
internal import Tensors

/// While training, sets each element to 0 with a probability and divides the others by what is left of 1; otherwise
/// does nothing.
///
/// Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, JMLR 15, 2014.
public struct Dropout: Layer {
  /// The probability of 0.
  public let rate: Double

  /// - Parameter rate: The probability of 0, in `0..<1`.
  public init(_ rate: Double) { self.rate = rate }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    guard (0..<1).contains(rate) else { return parameters.refuse(x, "the rate \(rate) is outside 0..<1") }
    guard let noise = parameters.noise(x.shape) else { return x }
    return x * (noise >= Variable(rate)) / (1 - rate)
  }
}
