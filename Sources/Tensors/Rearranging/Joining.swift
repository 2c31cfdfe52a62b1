// SPDX-License-Identifier: Apache-2.0

/// The tensors one after the other along an axis that they have. O(elements of the result).
///
/// - Throws: `ShapeError` when there is no tensor, the axis is out of range, or extents other than the one
///   along `axis` differ.
public func concatenate<S: Real>(_ tensors: [Tensor<S>], along axis: Int = 0) throws(ShapeError) -> Tensor<S>
{
  let shapes = tensors.map(\.shape)
  guard let first = shapes.first else {
    throw ShapeError("concatenate", [], "there is no tensor to take a shape from")
  }
  guard let axis = first.normalized(axis: axis) else {
    throw ShapeError("concatenate", shapes, "axis \(axis) is outside \(-first.rank)..<\(first.rank)")
  }
  var extents = first.extents
  extents[axis] = 0
  for shape in shapes {
    var rest = shape.extents
    guard rest.count == extents.count else {
      throw ShapeError("concatenate", shapes, "the ranks differ; stack joins along a new axis")
    }
    rest[axis] = extents[axis]
    guard rest == extents else {
      throw ShapeError("concatenate", shapes, "extents other than those along axis \(axis) differ")
    }
    extents[axis] += shape[axis]
  }
  return joined(tensors, along: axis, shape: Shape(extents))
}

/// Tensors of equal shape side by side along a new axis, which lies before axis `axis` of the tensors;
/// negative axes count from the end of the result. O(elements of the result).
///
/// - Throws: `ShapeError` when there is no tensor, the shapes differ, or the axis is out of range.
public func stack<S: Real>(_ tensors: [Tensor<S>], along axis: Int = 0) throws(ShapeError) -> Tensor<S> {
  let shapes = tensors.map(\.shape)
  guard let first = shapes.first else {
    throw ShapeError("stack", [], "there is no tensor to take a shape from")
  }
  guard shapes.allSatisfy({ $0 == first }) else { throw ShapeError("stack", shapes, "the shapes differ") }
  let rank = first.rank + 1
  let position = axis < 0 ? axis + rank : axis
  guard (0..<rank).contains(position) else {
    throw ShapeError("stack", shapes, "axis \(axis) is outside \(-rank)..<\(rank)")
  }
  var extents = first.extents
  extents.insert(tensors.count, at: position)
  return joined(tensors, along: position, shape: Shape(extents))
}

/// Writes the tensors into a result of the given shape: for each index over the axes before `axis`, every
/// tensor contributes one contiguous run.
private func joined<S: Real>(_ tensors: [Tensor<S>], along axis: Int, shape: Shape) -> Tensor<S> {
  let runs = shape.extents.prefix(axis).reduce(1, *)
  var scalars: [S] = []
  scalars.reserveCapacity(shape.elementCount)
  for run in 0..<runs {
    for tensor in tensors {
      let length = tensor.count / runs
      scalars += tensor.scalars[run * length..<(run + 1) * length]
    }
  }
  return Tensor(unchecked: scalars, shape: shape)
}
