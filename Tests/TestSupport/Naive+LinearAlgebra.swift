// SPDX-License-Identifier: Apache-2.0
public import Tensors

extension Naive {
  /// The determinant of a matrix, by expansion along the first row.
  public static func determinant(_ rows: [[Double]]) -> Double {
    guard let first = rows.first else { return 1 }
    return first.indices.reduce(0) { sum, j in
      let minor = rows.dropFirst().map { row in row.indices.filter { $0 != j }.map { row[$0] } }
      return sum + (j % 2 == 0 ? 1 : -1) * first[j] * determinant(minor)
    }
  }

  /// The rows of a matrix over the last two axes.
  public static func rows(_ a: Tensor<Double>, at leading: Index) -> [[Double]] {
    (0..<a.shape[a.rank - 2]).map { i in
      (0..<a.shape[a.rank - 1]).map { j in element(a, leading + [i, j]) }
    }
  }

  /// A function of the matrices over the last two axes.
  public static func ofMatrices(_ a: Tensor<Double>, _ function: ([[Double]]) -> Double) -> Tensor<Double> {
    tensor(Array(a.shape.extents.dropLast(2))) { function(rows(a, at: $0)) }
  }

  /// The solution of `a·x = b` by Cramer's rule; `b` of rank 1 is a vector.
  public static func solution(
    _ a: Tensor<Double>, _ b: Tensor<Double>, transposing: Bool = false
  ) -> Tensor<Double> {
    let order = a.shape[a.rank - 1]
    if b.rank == 1 {
      let column = solution(a, reshaped(b, [order, 1]), transposing: transposing)
      return reshaped(column, column.shape.extents.dropLast())
    }
    let leading = common([a, b].map { Array($0.shape.extents.dropLast(2)) })
    return tensor(leading + [order, b.shape[b.rank - 1]]) { index in
      let (batch, i, j) = (Array(index.dropLast(2)), index[index.count - 2], index[index.count - 1])
      let stored = rows(a, at: batch)
      let matrix = transposing ? stored.indices.map { k in stored.map { $0[k] } } : stored
      let replaced = matrix.indices.map { row in
        matrix[row].indices.map { $0 == i ? element(b, batch + [row, j]) : matrix[row][$0] }
      }
      return determinant(replaced) / determinant(matrix)
    }
  }

  /// One triangle of the matrices over the last two axes, zero elsewhere.
  public static func triangle(_ a: Tensor<Double>, lower: Bool, unitDiagonal: Bool = false) -> Tensor<Double>
  {
    tensor(a.shape.extents) { index in
      let (i, j) = (index[index.count - 2], index[index.count - 1])
      if i == j { return unitDiagonal ? 1 : element(a, index) }
      return (i > j) == lower ? element(a, index) : 0
    }
  }

  /// The lower Cholesky factor of the symmetric parts, element by element as a ratio of minors.
  public static func cholesky(_ a: Tensor<Double>) -> Tensor<Double> {
    tensor(a.shape.extents) { index in
      let (batch, i, j) = (Array(index.dropLast(2)), index[index.count - 2], index[index.count - 1])
      guard i >= j else { return 0 }
      let stored = rows(a, at: batch)
      let matrix = stored.indices.map { i in stored.indices.map { (stored[i][$0] + stored[$0][i]) / 2 } }
      func minor(_ rows: [Int], _ columns: [Int]) -> Double {
        determinant(rows.map { i in columns.map { matrix[i][$0] } })
      }
      // Golub and Van Loan, section 3.2.6: the elements of L and U are ratios of minors.
      let before = Array(0..<j)
      let pivots = minor(before, before) * minor(before + [j], before + [j])
      return minor(before + [i], before + [j]) / pivots.squareRoot()
    }
  }
}
