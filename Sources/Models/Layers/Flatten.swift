// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// All elements as one vector, in row-major order.
public struct Flatten: Layer {
  /// The layer; it has no parameters.
  public init() {}
  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable { x.flattened() }
}
