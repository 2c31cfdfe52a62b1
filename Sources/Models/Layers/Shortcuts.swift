// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// `x + f(x)`: layers learn what to add to their input. He et al., Deep residual learning for image recognition, CVPR
/// 2016.
public struct Residual: Layer {
  private let branch: Chain

  /// The layers of `f`, whose output has a shape that `x` can be added to.
  public init(@LayerBuilder _ layers: () -> [any Layer]) { branch = Chain(layers()) }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    x + branch(x, parameters)
  }
}

/// `[x, f(x)]`: layers whose output is put behind their input, along the first axis. Huang et al., Densely connected
/// convolutional networks, CVPR 2017.
public struct ConcatenatingShortcut: Layer {
  private let branch: Chain

  /// The layers of `f`, whose output differs from `x` at most in the extent of the first axis.
  public init(@LayerBuilder _ layers: () -> [any Layer]) { branch = Chain(layers()) }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    concatenate([x, branch(x, parameters)])
  }
}
