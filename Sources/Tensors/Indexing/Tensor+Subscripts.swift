// SPDX-License-Identifier: Apache-2.0

extension Tensor {
  /// The element at one index an axis; negative indices count from the end.
  ///
  /// Stops when the number of indices is not the rank or an index is outside its axis. A row of a matrix is
  /// written `m[0, 0...]`, or `m[0]` where a tensor is expected.
  @inlinable
  public subscript(_ indices: Int...) -> Scalar {
    get { scalars[position(of: indices)] }
    set {
      let position = position(of: indices)
      withMutableScalars { $0[position] = newValue }
    }
  }

  /// The slice that indices and ranges select, from the first axis on; axes without one are taken whole.
  ///
  /// A position drops its axis, a range keeps it: of a matrix, `m[0..., 1]` is a column as a vector and
  /// `m[0..<2]` its first two rows. A new value is broadcast to the slice. O(elements of the slice).
  ///
  /// Stops when an index is outside its axis, or a new value does not broadcast to the slice.
  @_disfavoredOverload
  public subscript(_ indices: any AxisIndex...) -> Tensor {
    get {
      let bounds = bounds(of: indices)
      let strides = shape.strides
      return gathered(
        shape: bounds.shape, from: bounds.offset(strides: strides),
        strides: bounds.keptAxes.map { strides[$0] })
    }
    set {
      let bounds = bounds(of: indices)
      guard newValue.shape.broadcasts(to: bounds.shape) else {
        fatalError(
          "Tensor subscript: a value of shape \(newValue.shape) does not fit a slice of \(bounds.shape)")
      }
      let strides = shape.strides
      scatter(
        newValue, shape: bounds.shape, from: bounds.offset(strides: strides),
        strides: bounds.keptAxes.map { strides[$0] })
    }
  }

  private func bounds(of indices: [any AxisIndex]) -> SliceBounds {
    do {
      return try SliceBounds(indices, in: shape)
    } catch {
      fatalError(error.description)
    }
  }

  /// The row-major position of the element at a full index.
  @inlinable
  func position(of indices: [Int]) -> Int {
    // Only numbers leave this function: the array that a call makes of its arguments can stay on the stack.
    guard indices.count == shape.extents.count else { refuse(indexCount: indices.count) }
    var position = 0
    for axis in 0..<indices.count {
      let extent = shape.extents[axis]
      let index = indices[axis] < 0 ? indices[axis] + extent : indices[axis]
      guard index >= 0, index < extent else { refuse(indices[axis], axis: axis) }
      position = position * extent + index
    }
    return position
  }

  /// Stops because that many indices do not name one element.
  @inline(never) @usableFromInline
  func refuse(indexCount: Int) -> Never {
    fatalError(
      """
      subscript(\(shape)): \(indexCount) indices do not name one element of rank \(rank); \
      for a slice write a range, as in x[0, 0...], or state the type Tensor
      """)
  }

  /// Stops because of an index outside its axis.
  @inline(never) @usableFromInline
  func refuse(_ index: Int, axis: Int) -> Never {
    fatalError(SliceBounds.error("subscript", shape, index, axis: axis).description)
  }
}
