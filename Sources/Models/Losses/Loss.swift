// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

/// What the difference between a model's output and a target costs, written for one sample.
///
/// ```swift
/// struct QuarticError: Loss {
///   func callAsFunction(_ output: Variable, _ target: Variable) -> Variable { sum(pow(output - target, 4)) }
/// }
/// ```
public protocol Loss: Sendable {
  /// Records the loss of one sample, a single number.
  func callAsFunction(_ output: Variable, _ target: Variable) -> Variable

  /// The shape of a sample's target, from that of the model's output.
  func targetShape(for output: Shape) -> Shape
}

extension Loss {
  public func targetShape(for output: Shape) -> Shape { output }
}
