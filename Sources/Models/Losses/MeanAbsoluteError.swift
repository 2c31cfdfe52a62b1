// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// The mean of the magnitudes of the differences over a sample's outputs.
public struct MeanAbsoluteError: Loss {
  /// The loss; it has no options.
  public init() {}

  public func callAsFunction(_ output: Variable, _ target: Variable) -> Variable {
    mean(abs(output - target))
  }
}
