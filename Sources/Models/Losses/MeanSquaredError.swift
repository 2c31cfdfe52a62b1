// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// The mean of the squared differences over a sample's outputs.
public struct MeanSquaredError: Loss {
  /// The loss; it has no options.
  public init() {}

  public func callAsFunction(_ output: Variable, _ target: Variable) -> Variable {
    let difference = output - target
    return mean(difference * difference)
  }
}
