// SPDX-License-Identifier: Apache-2.0

/// A least-squares problem `‖A·x - b‖`, solved by a QR factorisation with column pivoting in memory that is allocated once
/// and used for one problem of the same size after another.
///
/// For small matrices, where a call of LAPACK costs more than its arithmetic. As `PivotedQR`, which is for all others:
/// Golub and Van Loan, *Matrix Computations*, 4th edition, section 5.4.2.
package final class QRWorkspace {
  package let rows: Int
  package let columns: Int

  /// `A`, column by column; then R and, below the diagonal, the Householder vectors.
  private let matrix: UnsafeMutableBufferPointer<Double>
  /// `b`, then `Qᵀb`.
  private let target: UnsafeMutableBufferPointer<Double>
  /// The norms of the columns' remainders, squared, and what they were when last summed afresh.
  private let norms: UnsafeMutableBufferPointer<Double>
  private let freshNorms: UnsafeMutableBufferPointer<Double>
  /// Which column of `A` each column of R belongs to.
  private let permutation: UnsafeMutableBufferPointer<Int>
  private let work: UnsafeMutableBufferPointer<Double>

  /// Memory for matrices of `rows` by `columns`.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    func zeros(_ count: Int) -> UnsafeMutableBufferPointer<Double> {
      let memory = UnsafeMutableBufferPointer<Double>.allocate(capacity: max(1, count))
      memory.initialize(repeating: 0)
      return memory
    }
    matrix = zeros(rows * columns)
    target = zeros(rows)
    norms = zeros(columns)
    freshNorms = zeros(columns)
    work = zeros(columns)
    permutation = .allocate(capacity: max(1, columns))
    permutation.initialize(repeating: 0)
  }

  deinit {
    for memory in [matrix, target, norms, freshNorms, work] { memory.deallocate() }
    permutation.deallocate()
  }

  /// Sets an element of `A` before ``factorize()``.
  package subscript(row: Int, column: Int) -> Double {
    get { matrix[column * rows + row] }
    set { matrix[column * rows + row] = newValue }
  }

  /// Sets an element of `b` before ``factorize()``; an element of `Qᵀb` after it.
  package subscript(target row: Int) -> Double {
    get { target[row] }
    set { target[row] = newValue }
  }

  /// Which column of `A` a column of R belongs to, after ``factorize()``.
  package func originalColumn(_ column: Int) -> Int { permutation[column] }

  /// Replaces `A` by its factors and `b` by `Qᵀb`. O(rows·columns²).
  ///
  /// - Returns: Whether every number was finite; if not, there is no factorisation.
  package func factorize() -> Bool {
    for place in 0..<rows * columns where !matrix[place].isFinite { return false }
    for j in 0..<columns {
      permutation[j] = j
      norms[j] = squaredNorm(of: j, from: 0)
      freshNorms[j] = norms[j]
      guard norms[j].isFinite else { return false }
    }
    for step in 0..<min(rows, columns) {
      var pivot = step
      for j in step + 1..<max(step + 1, columns) where norms[j] > norms[pivot] { pivot = j }
      if pivot != step { exchange(step, pivot) }
      reflect(step)
    }
    return true
  }

  private func squaredNorm(of column: Int, from first: Int) -> Double {
    var sum = 0.0
    for i in first..<max(first, rows) {
      let x = matrix[column * rows + i]
      sum += x * x
    }
    return sum
  }

  private func exchange(_ a: Int, _ b: Int) {
    for i in 0..<rows { matrix.swapAt(a * rows + i, b * rows + i) }
    norms.swapAt(a, b)
    freshNorms.swapAt(a, b)
    permutation.swapAt(a, b)
  }

  /// Makes the elements of a column below the diagonal vanish, by a reflection of what lies right of it.
  private func reflect(_ step: Int) {
    let own = matrix.baseAddress.unsafelyUnwrapped + step * rows
    let norm = squaredNorm(of: step, from: step).squareRoot()
    guard norm > 0 else { return }
    let diagonal = own[step] > 0 ? -norm : norm
    // H = 1 - scale·v·vᵀ with v = (x - diagonal·e)/(x₁ - diagonal), so that v₁ is 1: exact where x has a single element.
    let first = own[step] - diagonal
    let scale = -first / diagonal
    for i in step + 1..<max(step + 1, rows) { own[i] /= first }
    for j in step + 1..<max(step + 1, columns) {
      let other = matrix.baseAddress.unsafelyUnwrapped + j * rows
      apply(own, from: step, scale, to: other)
      norms[j] -= other[step] * other[step]
      // A difference that has lost its digits is summed afresh.
      if !(norms[j] > 1e-8 * freshNorms[j]) {
        norms[j] = squaredNorm(of: j, from: step + 1)
        freshNorms[j] = norms[j]
      }
    }
    apply(own, from: step, scale, to: target.baseAddress.unsafelyUnwrapped)
    own[step] = diagonal
  }

  /// `x ← x - scale·v·(vᵀx)` from a row on, where v is 1.
  @inline(__always)
  private func apply(
    _ v: UnsafeMutablePointer<Double>, from first: Int, _ scale: Double, to x: UnsafeMutablePointer<Double>
  ) {
    var product = x[first]
    for i in first + 1..<max(first + 1, rows) { product += v[i] * x[i] }
    product *= scale
    x[first] -= product
    for i in first + 1..<max(first + 1, rows) { x[i] -= product * v[i] }
  }

  /// The number of columns that are linearly independent to within rounding, as ``PivotedQR/rank(tolerance:)`` has it.
  package var rank: Int {
    let height = min(rows, columns)
    guard height > 0 else { return 0 }
    let threshold = Double.ulpOfOne * Double(max(rows, columns)) * matrix[0].magnitude
    for i in 0..<height where !(matrix[i * rows + i].magnitude > threshold) { return i }
    return height
  }

  /// Writes a vector that minimises `‖A·x - b‖` into `x`: the basic solution. O(columns²).
  package func leastSquaresSolution(into x: inout MutableSpan<Double>) {
    let rank = rank
    for i in 0..<rank { work[i] = target[i] }
    solveTriangle(rank)
    for j in 0..<columns { x[permutation[j]] = j < rank ? work[j] : 0 }
  }

  /// Writes the solution of `AᵀA·x = b` into `x`, for a `b` that is given in its place. O(columns²).
  ///
  /// - Returns: Whether the columns are independent; if not, `x` is left as it is.
  package func normalSolution(_ x: inout MutableSpan<Double>) -> Bool {
    guard rank == columns else { return false }
    for j in 0..<columns {
      var sum = x[permutation[j]]
      for i in 0..<j { sum -= matrix[j * rows + i] * work[i] }
      work[j] = sum / matrix[j * rows + j]
    }
    solveTriangle(columns)
    for j in 0..<columns { x[permutation[j]] = work[j] }
    return true
  }

  /// Solves with the leading part of R, in place.
  private func solveTriangle(_ order: Int) {
    for j in (0..<order).reversed() {
      work[j] /= matrix[j * rows + j]
      for i in 0..<j { work[i] -= matrix[j * rows + i] * work[j] }
    }
  }
}
