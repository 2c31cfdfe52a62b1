// SPDX-License-Identifier: Apache-2.0
public import Autodiff
internal import Tensors

/// A convolution of an image `[channels, height, width]`: parameters `weight`, `[filters, channels, h, w]`, and `bias`,
/// `[filters]`.
public struct Conv2D: Layer {
  /// The number of channels of the output.
  public let filters: Int
  /// The extents of a filter.
  public let size: HeightWidth
  /// How far filters move.
  public let stride: HeightWidth
  /// The zeros around the image.
  public let padding: SpatialPadding
  /// How far apart the elements lie that a filter meets.
  public let dilation: HeightWidth
  /// How the filters begin.
  public let weight: Initializer
  /// How the bias begins; `nil` for none.
  public let bias: Initializer?
  /// What the size of the filters costs.
  public let penalty: Penalty?

  /// A layer of filters. The number of channels follows from the layer before it.
  public init(
    _ filters: Int, size: HeightWidth, stride: HeightWidth = 1, padding: SpatialPadding = .valid,
    dilation: HeightWidth = 1, weight: Initializer = .heUniform, bias: Initializer? = .zeros,
    penalty: Penalty? = nil
  ) {
    self.filters = filters
    self.size = size
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.weight = weight
    self.bias = bias
    self.penalty = penalty
  }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    guard x.rank == 3 else { return parameters.refuse(x, "an image [channels, height, width] is needed") }
    guard filters > 0, size.height > 0, size.width > 0 else {
      return parameters.refuse(x, "\(filters) filters of \(size.height) by \(size.width) are none")
    }
    let W = parameters("weight", [filters, x.shape[0], size.height, size.width], weight, penalty: penalty)
    let y = conv2d(x, W, stride: stride, padding: padding, dilation: dilation)
    return bias.map { y + parameters("bias", [filters], $0).reshaped(to: [filters, 1, 1]) } ?? y
  }
}
