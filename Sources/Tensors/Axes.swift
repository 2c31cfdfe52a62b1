// SPDX-License-Identifier: Apache-2.0

/// Axes to reduce or reorder: `.all`, one axis as `0`, several as `[0, -1]`. Negative axes count from the end.
public enum Axes: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  /// Every axis of the tensor.
  case all
  /// The listed axes, each in `-rank..<rank`, none twice.
  case some([Int])

  /// One axis.
  public init(integerLiteral axis: Int) { self = .some([axis]) }
  /// Several axes.
  public init(arrayLiteral axes: Int...) { self = .some(axes) }

  /// The axes of `shape`, counted from the front, in ascending order.
  ///
  /// - Throws: `ShapeError` on behalf of `operation` when an axis is out of range or listed twice.
  public func resolved(for shape: Shape, operation: String) throws(ShapeError) -> [Int] {
    guard case .some(let axes) = self else { return Array(0..<shape.rank) }
    var resolved: Set<Int> = []
    for axis in axes {
      guard let normalized = shape.normalized(axis: axis) else {
        throw ShapeError(operation, [shape], "axis \(axis) is outside \(-shape.rank)..<\(shape.rank)")
      }
      guard resolved.insert(normalized).inserted else {
        throw ShapeError(operation, [shape], "axis \(axis) is listed twice")
      }
    }
    return resolved.sorted()
  }
}
