// SPDX-License-Identifier: Apache-2.0

/// The extents of a tensor along its axes, outermost first: `[2, 3]` has 2 rows of 3 columns, `[]` is a scalar.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// The extents, outermost axis first; none is negative.
  public let extents: [Int]

  /// The shape with the given extents.
  ///
  /// Stops when an extent is negative or the number of elements overflows.
  public init(_ extents: [Int]) {
    var count = 1
    for extent in extents {
      guard extent >= 0 else { fatalError("Shape(\(extents)): extent \(extent) is negative") }
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow else { fatalError("Shape(\(extents)): the number of elements overflows") }
      count = product
    }
    self.extents = extents
  }

  /// The shape with the given extents.
  public init(arrayLiteral extents: Int...) { self.init(extents) }

  /// The shape of a single number.
  public static let scalar = Shape([])

  /// The number of axes.
  public var rank: Int { extents.count }

  /// The number of elements: the product of the extents, 1 for a scalar. O(rank).
  public var elementCount: Int { extents.reduce(1, *) }

  /// The extent along `axis`, `0..<rank`.
  public subscript(axis: Int) -> Int { extents[axis] }

  /// How far apart neighbours along each axis lie in row-major order, in elements. O(rank).
  public var strides: [Int] {
    var strides = extents
    var stride = 1
    for axis in extents.indices.reversed() {
      strides[axis] = stride
      stride *= extents[axis]
    }
    return strides
  }

  /// As an array literal: `[2, 3]`.
  public var description: String { extents.description }
}

extension Shape {
  /// The shape that both shapes broadcast to by NumPy's rule: aligned at their last axes, extents must be
  /// equal or 1.
  ///
  /// - Returns: `nil` when some pair of extents is neither equal nor has a 1. O(rank).
  public func broadcast(with other: Shape) -> Shape? {
    if self == other { return self }
    let (long, short) = rank >= other.rank ? (extents, other.extents) : (other.extents, extents)
    var result = long
    for (axis, extent) in zip(long.indices.suffix(short.count), short) where extent != result[axis] {
      if result[axis] == 1 {
        result[axis] = extent
      } else if extent != 1 {
        return nil
      }
    }
    return Shape(result)
  }

  /// Whether a tensor of this shape broadcasts to `target` without changing it. O(rank).
  public func broadcasts(to target: Shape) -> Bool { broadcast(with: target) == target }

  /// The strides with which a tensor of this shape is read as one of shape `target`: 0 along the axes that
  /// it is repeated over. This shape must broadcast to `target`. O(rank).
  package func strides(broadcastTo target: Shape) -> [Int] {
    let own = zip(extents, strides).map { extent, stride in extent == 1 ? 0 : stride }
    return Array(repeating: 0, count: target.rank - rank) + own
  }

  /// `axis` counted from the front, or `nil` when it is outside `-rank..<rank`.
  public func normalized(axis: Int) -> Int? {
    let normalized = axis < 0 ? axis + rank : axis
    return extents.indices.contains(normalized) ? normalized : nil
  }
}
