// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Windows over the last two axes of images.
struct ImageWindows {
  let windows: [Window]
  /// The rows and columns before and after the image.
  let before: [Int]
  let after: [Int]
  /// The number of windows along the height and the width.
  let counts: [Int]

  /// - Parameter what: How a message calls the window.
  /// - Throws: `ShapeError` when no window fits.
  init(
    over images: Shape, _ size: HeightWidth, stride: HeightWidth, dilation: HeightWidth,
    padding: SpatialPadding, as what: String, in operation: String
  ) throws(ShapeError) {
    func failure(_ reason: String) -> ShapeError { ShapeError(operation, [images], reason) }
    let extents = Array(images.extents.suffix(2))
    let numbers = [size, stride, dilation].flatMap { [$0.height, $0.width] }
    guard numbers.allSatisfy({ $0 > 0 }) else {
      throw failure("the \(what) \(size), the stride \(stride) and the dilation \(dilation) must be positive")
    }
    let windows = [
      Window(extent: size.height, stride: stride.height, dilation: dilation.height),
      Window(extent: size.width, stride: stride.width, dilation: dilation.width),
    ]
    let total = zip(windows, extents).map { window, extent in
      max(0, ((extent + window.stride - 1) / window.stride - 1) * window.stride + window.reach - extent)
    }
    let (before, after) =
      switch padding {
      case .valid: ([0, 0], [0, 0])
      case .same: (total.map { $0 / 2 }, total.map { $0 - $0 / 2 })
      case .explicit(let top, let bottom, let left, let right): ([top, left], [bottom, right])
      }
    guard (before + after).allSatisfy({ $0 >= 0 }) else { throw failure("the padding is negative") }
    let padded = (0..<2).map { before[$0] + extents[$0] + after[$0] }
    guard zip(windows, padded).allSatisfy({ $0.reach <= $1 }) else {
      let reach = HeightWidth(windows[0].reach, windows[1].reach)
      throw failure("the \(what) reaches over \(reach), more than the image, padded to \(Shape(padded))")
    }
    counts = zip(windows, padded).map { $0.count(in: $1) }
    (self.windows, self.before, self.after) = (windows, before, after)
  }

  /// The images `[..., h, w]` with `value` around them, as `[..., kh, kw, oh, ow]`.
  func unfolded(_ images: Variable, padding value: Double = 0) -> Variable {
    let leading = Array(repeating: 0, count: images.rank - 2)
    let padded = images.padded(before: leading + before, after: leading + after, with: value)
    guard windows.contains(where: { $0.extent > 1 || $0.stride > 1 }) else {
      return padded.reshaped(to: Shape(padded.shape.extents.dropLast(2) + [1, 1] + counts))
    }
    return Operation(Unfold(axis: images.rank - 2, windows: windows))(padded)
  }

  /// One over the number of elements that each window has of the image itself, `[oh, ow]`.
  func shares(of images: Shape) -> Tensor<Double> {
    let axes = (0..<2).map { axis -> [Int] in
      let (window, extent) = (windows[axis], images[images.rank - 2 + axis])
      return (0..<counts[axis]).map { number in
        (0..<window.extent).count { place in
          (0..<extent).contains(number * window.stride + place * window.dilation - before[axis])
        }
      }
    }
    return Tensor(
      unchecked: axes[0].flatMap { rows in axes[1].map { 1 / Double(rows * $0) } }, shape: Shape(counts))
  }
}
