// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// What some vectors can be combined to.
struct LinearSpan {
  private let columns: [[Double]]

  init(_ columns: [[Double]]) { self.columns = columns }

  /// The coefficients by which the vectors give another one, to nine digits; `nil` when they do not.
  func coefficients(of vector: [Double]) -> [Double]? {
    guard !columns.isEmpty, !vector.isEmpty else { return nil }
    let rows = vector.indices.flatMap { row in columns.map { $0[row] } }
    let matrix = Tensor(unchecked: rows, shape: [vector.count, columns.count])
    guard let solution = try? PivotedQR(matrix).leastSquaresSolution(of: Tensor(vector)) else { return nil }
    let coefficients = solution.scalars
    let size = vector.reduce(Double.leastNormalMagnitude) { max($0, $1.magnitude) }
    let isExact = vector.indices.allSatisfy { row in
      let sum = zip(columns, coefficients).reduce(0) { $0 + $1.0[row] * $1.1 }
      return (sum - vector[row]).magnitude <= 1e-9 * size
    }
    return isExact ? coefficients : nil
  }
}
