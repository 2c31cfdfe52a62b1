// SPDX-License-Identifier: Apache-2.0
public import Tensors

extension Tensor where Scalar == Double {
  /// A row for each class number, 1 at its place and 0 elsewhere: from `[...]` to `[..., count]`.
  ///
  /// - Parameter count: The number of classes.
  /// - Throws: `ModelError` when an element is not a whole number in `0..<count`.
  public func oneHot(_ count: Int) throws(ModelError) -> Tensor {
    guard count > 0 else { throw .unknownClass(scalars.first ?? 0, sample: 0, count: count) }
    var rows = [Double](repeating: 0, count: self.count * count)
    for (place, value) in scalars.enumerated() {
      guard let number = Int(exactly: value), (0..<count).contains(number) else {
        throw .unknownClass(value, sample: place, count: count)
      }
      rows[place * count + number] = 1
    }
    return Tensor(unchecked: rows, shape: Shape(shape.extents + [count]))
  }

  /// The place of the largest element along the last axis, the first of several: from `[..., classes]` to `[...]`.
  public func largestPlaces() -> Tensor {
    let length = shape.extents.last ?? 1
    let places = stride(from: 0, to: count, by: max(1, length)).map { start in
      let row = scalars[start..<start + length]
      return Double((row.indices.max { row[$0] < row[$1] } ?? start) - start)
    }
    return Tensor(unchecked: places, shape: Shape(Array(shape.extents.dropLast())))
  }
}
