// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// Layers one after the other: each takes the output of the one before it.
///
/// The parameters of the layer at place `i` are named `i.weight` and so on.
public struct Chain: Layer {
  private let layers: [any Layer]

  /// The chain of the layers listed.
  public init(@LayerBuilder _ layers: () -> [any Layer]) { self.init(layers()) }

  init(_ layers: [any Layer]) { self.layers = layers }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    layers.enumerated().reduce(x) { x, layer in parameters("\(layer.offset)", layer.element, x) }
  }
}
