// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The largest element in each window over the last two axes; ties share the slope equally.
///
/// Padding never wins: it counts as `-infinity`.
///
/// - Parameters:
///   - images: `[height, width]`, with leading axes for channels and batches.
///   - size: The extents of a window.
///   - stride: How far windows move; `nil` for their size.
///   - padding: What is put around the images.
/// - Returns: `[oh, ow]`, with the leading axes of the images.
public func maxPool2d(
  _ images: Variable, size: HeightWidth, stride: HeightWidth? = nil, padding: SpatialPadding = .valid,
  file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  pooled("maxPool2d", images, size, stride, padding, SourceLocation(file: file, line: line)) { windows in
    max(windows.unfolded(images, padding: -.infinity), along: [-4, -3])
  }
}

/// The mean of the elements in each window over the last two axes; padding is not among the elements.
///
/// - Parameters:
///   - images: `[height, width]`, with leading axes for channels and batches.
///   - size: The extents of a window.
///   - stride: How far windows move; `nil` for their size.
///   - padding: What is put around the images.
/// - Returns: `[oh, ow]`, with the leading axes of the images.
public func averagePool2d(
  _ images: Variable, size: HeightWidth, stride: HeightWidth? = nil, padding: SpatialPadding = .valid,
  file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  pooled("averagePool2d", images, size, stride, padding, SourceLocation(file: file, line: line)) { windows in
    let total = sum(windows.unfolded(images), along: [-4, -3])
    let shares = windows.shares(of: images.shape)
    return total * images.constant(shares)
  }
}

private func pooled(
  _ operation: String, _ images: Variable, _ size: HeightWidth, _ stride: HeightWidth?,
  _ padding: SpatialPadding, _ location: SourceLocation, _ record: (ImageWindows) -> Variable
) -> Variable {
  guard images.rank >= 2 else {
    return fault(operation, [images], "images must be [height, width], or batches of them", at: location)
  }
  do {
    let windows = try ImageWindows(
      over: images.shape, size, stride: stride ?? size, dilation: 1, padding: padding, as: "window",
      in: operation)
    guard (0..<2).allSatisfy({ max(windows.before[$0], windows.after[$0]) < windows.windows[$0].extent })
    else {
      return fault(
        operation, [images], "a window lies wholly in the padding, which must be less than its size \(size)",
        at: location)
    }
    return record(windows)
  } catch {
    return fault(operation, [images], error.reason, at: location)
  }
}
