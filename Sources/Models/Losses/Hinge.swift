// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// `max(0, 1 - target·output)`, summed over a sample's outputs; targets are -1 or 1.
///
/// Cortes and Vapnik, Support-vector networks, 1995.
public struct Hinge: Loss {
  /// The loss; it has no options.
  public init() {}

  public func callAsFunction(_ output: Variable, _ target: Variable) -> Variable {
    sum(relu(1 - target * output))
  }
}
