// SPDX-License-Identifier: Apache-2.0

extension Tensor {
  /// The tensor repeated over the axes along which `shape` is larger, by NumPy's rule. O(elements of `shape`).
  ///
  /// - Throws: `ShapeError` when this shape does not broadcast to `shape`.
  public func broadcast(to shape: Shape) throws(ShapeError) -> Tensor {
    guard self.shape.broadcasts(to: shape) else {
      throw ShapeError(
        "broadcast", [self.shape, shape],
        "counted from the last axis, extents must be those of the target or 1")
    }
    return gathered(shape: shape, strides: self.shape.strides(broadcastTo: shape))
  }

  /// The elements in row-major order as a vector, `[count]`.
  public func flattened() -> Tensor { Tensor(unchecked: scalars, shape: [count]) }
}
