// SPDX-License-Identifier: Apache-2.0

extension Shape {
  /// The rows and columns of a matrix operand.
  func matrixExtents(_ operation: String) throws(ShapeError) -> (rows: Int, columns: Int) {
    guard rank == 2 else {
      throw ShapeError(operation, [self], "a matrix is needed, of rank 2, not a tensor of rank \(rank)")
    }
    try checkBLASExtents(operation)
    return (self[0], self[1])
  }

  /// The rows, and columns, of a square matrix operand.
  func squareExtent(_ operation: String) throws(ShapeError) -> Int {
    let (rows, columns) = try matrixExtents(operation)
    guard rows == columns else {
      throw ShapeError(
        operation, [self], "the matrix must be square, but has \(rows) rows and \(columns) columns")
    }
    return rows
  }

  /// Refuses extents that do not fit the 32-bit integers of BLAS and LAPACK.
  func checkBLASExtents(_ operation: String) throws(ShapeError) {
    for extent in extents where extent > Int(Int32.max) {
      throw ShapeError(
        operation, [self], "extent \(extent) exceeds \(Int32.max), the largest that BLAS takes")
    }
  }
}
