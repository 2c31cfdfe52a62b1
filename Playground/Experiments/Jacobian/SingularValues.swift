// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The singular values of a matrix, largest first, by one-sided Jacobi rotations of its triangular factor.
///
/// Small ones come out to the relative accuracy of the factor; those of `AᵀA` would lose what is below the root of the
/// rounding. Demmel and Veselić, *Jacobi's method is more accurate than QR*, SIAM J. Matrix Anal. Appl. 13, 1992. O(n³) a sweep.
struct SingularValues: Sendable {
  let values: [Double]

  init(_ matrix: Tensor<Double>) throws {
    let isWide = matrix.shape[0] < matrix.shape[1]
    let tall = isWide ? matrix.transposed() : matrix
    let n = tall.shape[1]
    let r = try PivotedQR(tall).r.scalars
    var rows = (0..<n).map { i in Array(r[i * n..<(i + 1) * n]) }
    var isDone = false
    for _ in 0..<30 where !isDone {
      isDone = true
      for p in 0..<n {
        for q in p + 1..<n where Self.rotate(&rows, p, q) { isDone = false }
      }
    }
    values = rows.map { row in row.reduce(0) { $0 + $1 * $1 }.squareRoot() }.sorted(by: >)
  }

  /// Makes two rows orthogonal; `false` when they are already.
  private static func rotate(_ rows: inout [[Double]], _ p: Int, _ q: Int) -> Bool {
    var (a, b, c) = (0.0, 0.0, 0.0)
    for i in rows[p].indices {
      let (x, y) = (rows[p][i], rows[q][i])
      a += x * x
      b += y * y
      c += x * y
    }
    guard c.magnitude > 1e-15 * (a * b).squareRoot(), c != 0 else { return false }
    let zeta = (b - a) / (2 * c)
    let t = (zeta < 0 ? -1 : 1) / (zeta.magnitude + (1 + zeta * zeta).squareRoot())
    let cosine = 1 / (1 + t * t).squareRoot()
    let sine = cosine * t
    for i in rows[p].indices {
      let (x, y) = (rows[p][i], rows[q][i])
      rows[p][i] = cosine * x - sine * y
      rows[q][i] = sine * x + cosine * y
    }
    return true
  }

  /// How many are larger than rounding makes of 0 in a matrix of that size.
  func rank(rows: Int, columns: Int) -> Int {
    let threshold = Double(max(rows, columns)) * .ulpOfOne * (values.first ?? 0)
    return values.count { $0 > threshold }
  }
}
