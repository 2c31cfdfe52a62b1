// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// The largest element in each window of an image `[channels, height, width]`.
public struct MaxPool2D: Layer {
  /// The extents of a window.
  public let size: HeightWidth
  /// How far windows move; `nil` for their size.
  public let stride: HeightWidth?
  /// What is put around the image, and never wins.
  public let padding: SpatialPadding

  /// Windows of a size.
  public init(_ size: HeightWidth, stride: HeightWidth? = nil, padding: SpatialPadding = .valid) {
    self.size = size
    self.stride = stride
    self.padding = padding
  }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    maxPool2d(x, size: size, stride: stride, padding: padding)
  }
}

/// The mean of the elements in each window of an image `[channels, height, width]`.
public struct AveragePool2D: Layer {
  /// The extents of a window.
  public let size: HeightWidth
  /// How far windows move; `nil` for their size.
  public let stride: HeightWidth?
  /// What is put around the image, and does not count.
  public let padding: SpatialPadding

  /// Windows of a size.
  public init(_ size: HeightWidth, stride: HeightWidth? = nil, padding: SpatialPadding = .valid) {
    self.size = size
    self.stride = stride
    self.padding = padding
  }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    averagePool2d(x, size: size, stride: stride, padding: padding)
  }
}
