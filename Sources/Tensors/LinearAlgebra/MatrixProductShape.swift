// SPDX-License-Identifier: Apache-2.0

/// How the axes of two factors pair up in `matmul`: `batch` products of `[rows, inner]` by `[inner, columns]`.
package struct MatrixProductShape {
  /// The rows of each product.
  package let rows: Int
  /// The columns of each product.
  package let columns: Int
  /// The extent that is summed over.
  package let inner: Int
  /// The leading axes of the result.
  package let batch: Shape
  /// The shape of the result: `batch`, then `rows` and `columns` where the factor is not a vector.
  package let result: Shape

  private let leftBatch: Shape
  private let rightBatch: Shape

  /// The product of factors of the given shapes.
  ///
  /// - Throws: `ShapeError` when a factor is a scalar, the inner extents differ, the leading axes do not
  ///   broadcast, or an extent is too large for BLAS. O(rank).
  package init(_ a: Shape, _ b: Shape, transposing: Transposition) throws(ShapeError) {
    func failure(_ reason: String) -> ShapeError { ShapeError("matmul", [a, b], reason) }
    guard a.rank > 0, b.rank > 0 else {
      throw failure("a factor is a scalar, which has no axis to sum over; multiply with *")
    }
    try a.checkBLASExtents("matmul")
    try b.checkBLASExtents("matmul")
    let left = Self.matrix(a, asRow: true, transposing: transposing.contains(.left))
    let right = Self.matrix(b, asRow: false, transposing: transposing.contains(.right))
    guard left.columns == right.rows else {
      var reason = "inner extents \(left.columns) and \(right.rows) differ"
      if let fitting = Self.fittingTransposition(a, b) { reason += "; did you mean transposing: \(fitting)?" }
      throw failure(reason)
    }
    leftBatch = Shape(Array(a.extents.dropLast(2)))
    rightBatch = Shape(Array(b.extents.dropLast(2)))
    guard let batch = leftBatch.broadcast(with: rightBatch) else {
      throw failure("leading axes \(leftBatch) and \(rightBatch) do not broadcast")
    }
    (rows, inner, columns) = (left.rows, left.columns, right.columns)
    self.batch = batch
    result = Shape(batch.extents + (a.rank > 1 ? [rows] : []) + (b.rank > 1 ? [columns] : []))
  }

  /// Where the left factor of each product begins among the elements of `a`. O(batch).
  package var leftOffsets: [Int] { Self.offsets(of: leftBatch, in: batch, spacing: rows * inner) }

  /// Where the right factor of each product begins among the elements of `b`. O(batch).
  package var rightOffsets: [Int] { Self.offsets(of: rightBatch, in: batch, spacing: inner * columns) }

  /// Whether one right factor serves all products.
  package var sharesRightFactor: Bool { rightBatch.elementCount == 1 }

  private static func matrix(_ shape: Shape, asRow: Bool, transposing: Bool) -> (rows: Int, columns: Int) {
    let last = shape[shape.rank - 1]
    if shape.rank == 1 { return asRow ? (1, last) : (last, 1) }
    let nextToLast = shape[shape.rank - 2]
    return transposing ? (last, nextToLast) : (nextToLast, last)
  }

  /// The transposition, as one writes it, under which the inner extents agree.
  private static func fittingTransposition(_ a: Shape, _ b: Shape) -> String? {
    let choices: [(Transposition, String)] = [
      ([], "[]"), (.right, ".right"), (.left, ".left"), ([.left, .right], "[.left, .right]"),
    ]
    return choices.first { choice, _ in
      matrix(a, asRow: true, transposing: choice.contains(.left)).columns
        == matrix(b, asRow: false, transposing: choice.contains(.right)).rows
    }?.1
  }

  private static func offsets(of shape: Shape, in batch: Shape, spacing: Int) -> [Int] {
    zip(batch.extents, shape.strides(broadcastTo: batch)).reduce([0]) { offsets, axis in
      offsets.flatMap { offset in (0..<axis.0).map { offset + $0 * axis.1 * spacing } }
    }
  }
}
