// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// A part of a model with one input and one output, written for one sample.
///
/// ```swift
/// struct Scale: Layer {
///   func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
///     x * parameters("scale", x.shape, .constant(1))
///   }
/// }
/// ```
public protocol Layer: Sendable {
  /// Records the layer and declares its parameters.
  func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable
}

/// Collects the layers of a chain; `if` and `for` may choose them.
@resultBuilder
public enum LayerBuilder {
  /// A layer.
  public static func buildExpression(_ layer: any Layer) -> [any Layer] { [layer] }
  /// One part after the other.
  public static func buildBlock(_ parts: [any Layer]...) -> [any Layer] { parts.flatMap { $0 } }
  /// What an `if` without `else` gives.
  public static func buildOptional(_ part: [any Layer]?) -> [any Layer] { part ?? [] }
  /// What the first branch gives.
  public static func buildEither(first part: [any Layer]) -> [any Layer] { part }
  /// What the other branch gives.
  public static func buildEither(second part: [any Layer]) -> [any Layer] { part }
  /// The parts of a loop.
  public static func buildArray(_ parts: [[any Layer]]) -> [any Layer] { parts.flatMap { $0 } }
}
