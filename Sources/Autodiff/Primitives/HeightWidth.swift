// SPDX-License-Identifier: Apache-2.0

/// A number along the height and one along the width of images: `2` for both, `[2, 1]` for each.
public struct HeightWidth: Hashable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
  CustomStringConvertible
{
  /// The number along the height.
  public let height: Int
  /// The number along the width.
  public let width: Int

  /// A number for each.
  public init(_ height: Int, _ width: Int) { (self.height, self.width) = (height, width) }

  /// One number for both.
  public init(_ both: Int) { self.init(both, both) }

  /// One number for both.
  public init(integerLiteral both: Int) { self.init(both) }

  /// The height's, then the width's; stops when there are not two numbers.
  public init(arrayLiteral numbers: Int...) {
    guard numbers.count == 2 else { fatalError("HeightWidth: \(numbers) are not two numbers") }
    self.init(numbers[0], numbers[1])
  }

  /// As an array literal: `[2, 1]`.
  public var description: String { "[\(height), \(width)]" }
}

/// What is put around an image before a window is moved over it.
public enum SpatialPadding: Hashable, Sendable {
  /// Nothing: windows lie inside the image.
  case valid
  /// As much that there is a window for each `stride` elements, begun or whole: with a stride of 1, the result has the
  /// image's extents. An odd rest goes to the bottom and the right.
  case same
  /// So many rows and columns.
  case explicit(top: Int, bottom: Int, left: Int, right: Int)
}
