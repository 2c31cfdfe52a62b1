// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// Minus the logarithm of the probability of the targets, summed over a sample's outputs, which are logits: the
/// probability of 1 is `sigmoid(output)`. Targets are 0 or 1, or probabilities between. Exact for logits of any size.
public struct BinaryCrossEntropy: Loss {
  /// The loss; it has no options.
  public init() {}

  public func callAsFunction(_ output: Variable, _ target: Variable) -> Variable {
    sum(softplus(output) - target * output)
  }
}
