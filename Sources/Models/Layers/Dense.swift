// SPDX-License-Identifier: Apache-2.0
public import Autodiff
internal import Tensors

/// An affine map `W·x + b` of vectors: parameters `weight`, `[units, inputs]`, and `bias`, `[units]`.
public struct Dense: Layer {
  /// The length of the output.
  public let units: Int
  /// How the weights begin.
  public let weight: Initializer
  /// How the bias begins; `nil` for none.
  public let bias: Initializer?

  /// A layer of the given number of units. The length of the input follows from the layer before it.
  public init(_ units: Int, weight: Initializer = .glorotUniform, bias: Initializer? = .zeros) {
    self.units = units
    self.weight = weight
    self.bias = bias
  }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    let inputs = x.shape.extents.last ?? 1
    let y = matmul(parameters("weight", [units, inputs], weight), x)
    return bias.map { y + parameters("bias", [units], $0) } ?? y
  }
}
