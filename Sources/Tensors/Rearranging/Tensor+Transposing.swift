// SPDX-License-Identifier: Apache-2.0

extension Tensor {
  /// The tensor with its axes in reverse order: `[m, n]` becomes `[n, m]`. O(count).
  public func transposed() -> Tensor { permuted(by: shape.extents.indices.reversed()) }

  /// The tensor with its axes in another order: axis `i` of the result is axis `permutation[i]` of this one.
  /// O(count).
  ///
  /// - Throws: `ShapeError` unless `permutation` lists every axis once; negative axes count from the end.
  public func transposed(_ permutation: [Int]) throws(ShapeError) -> Tensor {
    let axes = try Axes.some(permutation).resolved(for: shape, operation: "transposed")
    guard axes.count == rank else {
      throw ShapeError("transposed", [shape], "\(permutation) does not list all \(rank) axes")
    }
    return permuted(by: permutation.map { $0 < 0 ? $0 + rank : $0 })
  }

  private func permuted(by permutation: [Int]) -> Tensor {
    let strides = shape.strides
    return gathered(shape: Shape(permutation.map { shape[$0] }), strides: permutation.map { strides[$0] })
  }
}
