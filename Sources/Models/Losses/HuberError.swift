// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// The sum over a sample's outputs of half the squared difference where it is at most a threshold, and beyond it of the
/// tangent.
///
/// Huber, Robust estimation of a location parameter, 1964.
public struct HuberError: Loss {
  /// The largest difference that is squared.
  public let threshold: Double

  /// - Parameter threshold: The largest difference that is squared.
  public init(threshold: Double = 1) { self.threshold = threshold }

  public func callAsFunction(_ output: Variable, _ target: Variable) -> Variable {
    let size = abs(output - target)
    let inner = min(size, Variable(threshold))
    return sum(inner * (size - 0.5 * inner))
  }
}
