// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A matrix of which only the entries that can be other than 0 are stored.
public struct SparseMatrix<Scalar: Real>: Hashable, Sendable {
  /// Where the entries are.
  public let pattern: SparsityPattern
  /// The entries in the order of `pattern.coordinates()`.
  public let values: [Scalar]

  init(_ values: [Scalar], _ pattern: SparsityPattern) {
    assert(values.count == pattern.count)
    self.pattern = pattern
    self.values = values
  }

  /// The number of rows and of columns.
  public var shape: Shape { [pattern.rowCount, pattern.columnCount] }

  /// The element in a row and a column; 0 where there is no entry. O(log(entries of the row)).
  public subscript(row: Int, column: Int) -> Scalar {
    guard (0..<pattern.rowCount).contains(row), (0..<pattern.columnCount).contains(column) else {
      fatalError("SparseMatrix: there is no element [\(row), \(column)] in a matrix of shape \(shape)")
    }
    return pattern.index(row: row, column: column).map { values[$0] } ?? 0
  }

  /// The matrix with its zeros, of shape `[rows, columns]`. O(rows · columns).
  public func dense() -> Tensor<Scalar> {
    var dense = Tensor<Scalar>.zeros(shape)
    dense.withMutableScalars { scalars in
      for row in 0..<pattern.rowCount {
        for entry in pattern.entries(inRow: row) {
          scalars[row * pattern.columnCount + Int(pattern.columns[entry])] = values[entry]
        }
      }
    }
    return dense
  }
}

extension SparseMatrix: CustomStringConvertible {
  /// The elements as a tensor prints them, or a count of the entries where they would not fit a page.
  public var description: String {
    pattern.rowCount <= 48 && pattern.columnCount <= 48
      ? dense().description : "\(shape), \(pattern.summary)"
  }
}

/// The product of a sparse matrix and a vector. O(rows + columns + entries).
///
/// - Parameters:
///   - a: `[m, n]`.
///   - x: `[n]`, or `[m]` when `transposing` contains `.left`.
///   - transposing: Whether `a` is transposed; a vector has no axes to exchange.
/// - Returns: `[m]`, or `[n]`.
/// - Throws: `ShapeError` when `x` is not a vector of that extent.
public func matmul<Scalar: Real>(
  _ a: SparseMatrix<Scalar>, _ x: Tensor<Scalar>, transposing: Transposition = []
) throws(ShapeError) -> Tensor<Scalar> {
  let pattern = a.pattern
  let isTransposed = transposing.contains(.left)
  let (extent, inner) =
    isTransposed ? (pattern.columnCount, pattern.rowCount) : (pattern.rowCount, pattern.columnCount)
  guard x.shape == [inner] else {
    throw ShapeError("matmul", [a.shape, x.shape], "a vector of \(inner) elements is needed")
  }
  var product = [Scalar](repeating: 0, count: extent)
  for row in 0..<pattern.rowCount {
    for entry in pattern.entries(inRow: row) {
      let column = Int(pattern.columns[entry])
      let (to, from) = isTransposed ? (column, row) : (row, column)
      product[to] += a.values[entry] * x.scalars[from]
    }
  }
  return Tensor(product)
}
