// SPDX-License-Identifier: Apache-2.0

/// The right-hand sides of a linear system, column by column as LAPACK takes and returns them.
struct RightHandSides<Scalar: Real> {
  /// Column after column.
  var scalars: [Scalar]
  /// The number of elements of each.
  let rows: Int
  /// How many there are.
  let count: Int
  private let isVector: Bool

  /// The columns of `b`, `[rows]` or `[rows, count]`, for an operation on a matrix of shape `a`.
  init(_ b: Tensor<Scalar>, rows: Int, operation: String, matrix a: Shape) throws(ShapeError) {
    try Self.check(b.shape, rows: rows, operation: operation, matrix: a)
    self.rows = rows
    count = b.rank == 1 ? 1 : b.shape[1]
    isVector = b.rank == 1
    scalars = transposed(b.scalars, rows: rows, columns: count)
  }

  /// Refuses right-hand sides that are not `[rows]` or `[rows, count]`, for an operation on a matrix of shape `a`.
  static func check(_ b: Shape, rows: Int, operation: String, matrix a: Shape) throws(ShapeError) {
    guard b.rank == 1 || b.rank == 2, b[0] == rows else {
      throw ShapeError(
        operation, [a, b],
        "the right-hand side must be a vector [\(rows)] or a matrix [\(rows), k]"
          + (b.rank == 2 && b[1] == rows ? "; did you mean its transpose?" : ""))
    }
    try b.checkBLASExtents(operation)
  }

  /// The first `count` columns of the identity matrix of `rows` rows.
  init(identity rows: Int, columns count: Int) {
    self.rows = rows
    self.count = count
    isVector = false
    scalars = Array(repeating: 0, count: rows * count)
    for i in 0..<count { scalars[i * rows + i] = 1 }
  }

  /// The columns as a row-major tensor, `[rows]` or `[rows, count]` as they came.
  var tensor: Tensor<Scalar> {
    Tensor(
      unchecked: transposed(scalars, rows: count, columns: rows), shape: isVector ? [rows] : [rows, count])
  }
}
