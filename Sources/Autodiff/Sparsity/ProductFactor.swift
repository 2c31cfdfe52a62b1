// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A factor of a matrix product, as a result's element sees it.
struct ProductFactor {
  /// The axis that is summed over.
  let inner: Int
  /// The axis that the result has, too: rows for the left factor, columns for the right one.
  let outer: Int
  /// Where the result has it, counted from its last axis.
  let outerFromEnd: Int

  /// The left and the right factor of a product.
  static func pair(_ a: Shape, _ b: Shape, _ transposing: Transposition) -> [ProductFactor] {
    let (left, right) = (transposing.contains(.left), transposing.contains(.right))
    return [
      ProductFactor(inner: a.rank - (left ? 2 : 1), outer: a.rank - (left ? 1 : 2), outerFromEnd: 2),
      ProductFactor(inner: b.rank - (right ? 1 : 2), outer: b.rank - (right ? 2 : 1), outerFromEnd: 1),
    ]
  }

  /// The strides with which the factor, of the given shape, is read along the result's axes.
  func strides(_ shape: Shape, broadcastTo result: Shape) -> [Int] {
    let strides = shape.strides
    let added = result.rank - shape.rank
    var broadcast = (0..<result.rank - 2).map { axis in
      axis < added || shape[axis - added] == 1 ? 0 : strides[axis - added]
    }
    broadcast += [0, 0]
    broadcast[result.rank - outerFromEnd] = strides[outer]
    return broadcast
  }

  /// The entries that are not 0 of the factor as a constant matrix; `nil` when they are not few.
  ///
  /// To follow each of them costs as much as a product; it pays for the matrices of graphs and difference
  /// formulas, not for data with some zeros.
  func sparseEntries(_ weights: Tensor<Double>) -> [(outer: Int, inner: Int)]? {
    guard weights.rank == 2 else { return nil }
    let entries = weights.scalars.indices.filter { weights.scalars[$0] != 0 }
    guard entries.count < weights.count, weights.count <= 4096 || entries.count <= weights.count / 8 else {
      return nil
    }
    let strides = weights.shape.strides
    return entries.map { place in
      (place / strides[outer] % weights.shape[outer], place / strides[inner] % weights.shape[inner])
    }
  }
}
