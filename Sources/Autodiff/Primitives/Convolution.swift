// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The convolution of images with filters, as networks mean it: filters are not mirrored.
///
/// `y[o, p, q] = Σ x[c, p·stride + i·dilation, q·stride + j·dilation] · filters[o, c, i, j]` over c, i and j, with zeros
/// around `x`. It is recorded as one matrix product with the unfolded images, which takes `kh·kw` times the memory of
/// the images.
///
/// - Parameters:
///   - images: `[channels, height, width]`, with leading axes for batches.
///   - filters: `[outputs, channels, kh, kw]`.
///   - stride: How far filters move.
///   - padding: The zeros around the images.
///   - dilation: How far apart the elements lie that a filter meets.
/// - Returns: `[outputs, oh, ow]`, with the leading axes of the images.
/// - Complexity: O(*outputs*·*channels*·*kh*·*kw*·*oh*·*ow*) for each image.
public func conv2d(
  _ images: Variable, _ filters: Variable, stride: HeightWidth = 1, padding: SpatialPadding = .valid,
  dilation: HeightWidth = 1, file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  let location = SourceLocation(file: file, line: line)
  func failure(_ reason: String) -> Variable { fault("conv2d", [images, filters], reason, at: location) }
  guard images.rank >= 3 else {
    return failure("images must be [channels, height, width], or batches of them")
  }
  guard filters.rank == 4 else { return failure("filters must be [outputs, channels, height, width]") }
  let (outputs, channels) = (filters.shape[0], filters.shape[1])
  guard images.shape[images.rank - 3] == channels else {
    return failure("the images have \(images.shape[images.rank - 3]) channels, the filters \(channels)")
  }
  do {
    let size = HeightWidth(filters.shape[2], filters.shape[3])
    let windows = try ImageWindows(
      over: images.shape, size, stride: stride, dilation: dilation, padding: padding, as: "filter",
      in: "conv2d")
    let leading = images.shape.extents.dropLast(3)
    let inner = channels * size.height * size.width
    let columns = windows.unfolded(images)
      .reshaped(to: Shape(leading + [inner, windows.counts[0] * windows.counts[1]]))
    return product(filters.reshaped(to: [outputs, inner]), columns, [], at: location)
      .reshaped(to: Shape(leading + [outputs] + windows.counts))
  } catch {
    return failure(error.reason)
  }
}
