// SPDX-License-Identifier: Apache-2.0
public import Autodiff
internal import Tensors

/// An affine map `W·x + b` of vectors: parameters `weight`, `[units, inputs]`, and `bias`, `[units]`. Of a tensor with
/// more axes it maps the vectors along the last one.
public struct Dense: Layer {
  /// The length of the output.
  public let units: Int
  /// How the weights begin.
  public let weight: Initializer
  /// How the bias begins; `nil` for none.
  public let bias: Initializer?
  /// What the size of the weights costs.
  public let penalty: Penalty?

  /// A layer of the given number of units. The length of the input follows from the layer before it.
  public init(
    _ units: Int, weight: Initializer = .glorotUniform, bias: Initializer? = .zeros, penalty: Penalty? = nil
  ) {
    self.units = units
    self.weight = weight
    self.bias = bias
    self.penalty = penalty
  }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    guard units > 0 else { return parameters.refuse(x, "\(units) units are none") }
    let W = parameters("weight", [units, x.shape.extents.last ?? 1], weight, penalty: penalty)
    let y = x.rank > 1 ? matmul(x, W, transposing: .right) : matmul(W, x)
    return bias.map { y + parameters("bias", [units], $0) } ?? y
  }
}
