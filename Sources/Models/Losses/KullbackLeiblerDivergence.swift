// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// `Σ p·log(p / q)` over a sample's outputs, which are the logits of `q`; the targets are the probabilities `p`. A target of
/// 0 adds 0.
public struct KullbackLeiblerDivergence: Loss {
  /// The loss; it has no options.
  public init() {}

  public func callAsFunction(_ output: Variable, _ target: Variable) -> Variable {
    let entropy = sum(select(target > 0, target * log(target), 0))
    return entropy - dot(target.flattened(), logSoftmax(output.flattened()))
  }
}
