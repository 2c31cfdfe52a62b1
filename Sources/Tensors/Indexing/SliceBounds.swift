// SPDX-License-Identifier: Apache-2.0

/// The box of elements that a subscript selects from a shape, and the shape of the result.
public struct SliceBounds: Hashable, Sendable {
  /// The first position along each axis of the whole.
  public let starts: [Int]
  /// The number of positions along each axis of the whole.
  public let extents: [Int]
  /// The axes of the whole that the result keeps, in order.
  public let keptAxes: [Int]
  /// The extents without the axes at which a single position was named.
  public let shape: Shape

  /// Resolves one index an axis, from the first axis on; axes without an index are taken whole. O(rank).
  ///
  /// - Parameter operation: The operation that an error names.
  /// - Throws: `ShapeError`, naming index, axis and shape, when there are more indices than axes or one
  ///   reaches outside its axis.
  public init(_ indices: [any AxisIndex], in shape: Shape, operation: String = "subscript") throws(ShapeError)
  {
    guard indices.count <= shape.rank else {
      throw ShapeError(
        operation, [shape], "\(indices.count) indices are given, but the rank is \(shape.rank)")
    }
    var starts: [Int] = []
    var extents: [Int] = []
    var keptAxes: [Int] = []
    for (axis, extent) in shape.extents.enumerated() {
      var selection = AxisSelection(start: 0, count: extent)
      if axis < indices.count {
        guard let found = indices[axis].selection(ofExtent: extent) else {
          throw Self.error(operation, shape, indices[axis], axis: axis)
        }
        selection = found
      }
      starts.append(selection.start)
      extents.append(selection.count)
      if !selection.dropsAxis { keptAxes.append(axis) }
    }
    self.starts = starts
    self.extents = extents
    self.keptAxes = keptAxes
    self.shape = Shape(keptAxes.map { extents[$0] })
  }

  /// The row-major position, within a tensor of the given strides, of the first element of the box. O(rank).
  package func offset(strides: [Int]) -> Int { zip(starts, strides).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The error of an index that reaches outside its axis.
  static func error(_ operation: String, _ shape: Shape, _ index: any AxisIndex, axis: Int) -> ShapeError {
    ShapeError(
      operation, [shape], "index \(index.notation) is outside axis \(axis), of extent \(shape[axis])")
  }
}
