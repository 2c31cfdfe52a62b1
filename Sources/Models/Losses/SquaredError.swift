// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// The sum of the squared differences over a sample's outputs. Its sum over samples is what least squares minimise.
public struct SquaredError: Loss {
  /// The loss; it has no options.
  public init() {}

  public func callAsFunction(_ output: Variable, _ target: Variable) -> Variable {
    let difference = output - target
    return sum(difference * difference)
  }
}
