// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@Suite struct CholeskyTests {
  static let orders = [1, 2, 5, 33, 100]

  @Test("L·Lᵀ is the matrix, and L is lower triangular", arguments: scalarTypes, orders)
  func factors(_ type: any Real.Type, _ n: Int) throws {
    func check<S: Real>(_: S.Type) throws {
      let a: Tensor<S> = positiveDefinite(n, seed: n)
      let lower = try Cholesky(a.withNaN(above: true)).lower
      // Higham 2002, theorem 10.3: off by at most (n + 1)·eps/2 of |L|·|Lᵀ| ≤ max aᵢᵢ; as much again for
      // the product here.
      let product = lower.naiveProduct(lower.mirrored())
      #expect(product.distance(to: a) <= S(n + 1) * S.ulpOfOne * a.largestMagnitude)
      for i in 0..<n {
        #expect(lower.element(i, i) > 0)
        for j in i + 1..<n { #expect(lower.element(i, j) == 0) }
      }
    }
    try check(type)
  }

  @Test("solutions satisfy their systems", arguments: scalarTypes, orders)
  func solutions(_ type: any Real.Type, _ n: Int) throws {
    func check<S: Real>(_: S.Type) throws {
      let a: Tensor<S> = positiveDefinite(n, seed: n)
      let factorization = try Cholesky(a)
      var draws = Draws(seed: n)
      for shape in [[n], [n, 1], [n, 7], [n, 0]] as [Shape] {
        let b: Tensor<S> = draws.tensor(shape)
        let x = try factorization.solution(of: b)
        #expect(x.shape == shape)
        // Higham 2002, theorem 10.4: a backward error of (3n + 1)·eps/2 in each of the n elements of a row.
        let tolerance = 2 * S(n * n) * S.ulpOfOne * a.largestMagnitude * max(1, x.largestMagnitude)
        #expect(try matmul(a, x).distance(to: b) <= tolerance, "\(shape)")
      }
    }
    try check(type)
  }

  @Test("a Hilbert matrix is solved as well as its condition allows")
  func hilbertMatrix() throws {
    let n = 10
    let a: Tensor<Double> = hilbert(n)
    let x = try Cholesky(a).solution(of: try matmul(a, Tensor<Double>.ones([n])))
    // Condition number 1.6e13 (Higham 2002, section 28.1) times eps.
    let error = x.distance(to: .ones([n]))
    #expect(error < 1.6e13 * Double.ulpOfOne)
    #expect(error > 0)
    // In single precision, order 12 is indefinite after rounding.
    #expect(throws: LinearAlgebraError.self) { try Cholesky(hilbert(12) as Tensor<Float>) }
  }

  @Test("the logarithm of the determinant, where the determinant overflows too", arguments: scalarTypes)
  func determinants(_ type: any Real.Type) throws {
    func check<S: Real>(_: S.Type) throws {
      // det Hilbert(3) = 1 / 2160.
      let hilbert = try Cholesky(hilbert(3) as Tensor<S>)
      // The condition number, 524, times eps.
      #expect((hilbert.logDeterminant + S.log(2160)).magnitude < 524 * S.ulpOfOne)
      let large = try Cholesky(matrix(100, 100) { i, j in i == j ? 1e8 : 0 as S })
      let expected = 100 * S.log(1e8)
      #expect((large.logDeterminant - expected).magnitude <= 100 * S.ulpOfOne * expected)
      #expect(try Cholesky(Tensor<S>.zeros([0, 0])).logDeterminant == 0)
    }
    try check(type)
  }

  @Test("an empty system has an empty solution")
  func empty() throws {
    let factorization = try Cholesky(Tensor<Double>.zeros([0, 0]))
    #expect(factorization.lower.shape == [0, 0])
    #expect(try factorization.solution(of: .zeros([0])) == .zeros([0]))
    #expect(try factorization.solution(of: .zeros([0, 3])) == .zeros([0, 3]))
  }

  @Test("the row that breaks positive definiteness is named", arguments: scalarTypes, [0, 1, 40, 69])
  func indefinite(_ type: any Real.Type, _ pivot: Int) throws {
    func check<S: Real>(_: S.Type) throws {
      let a: Tensor<S> = matrix(70, 70) { i, j in i == j ? (i == pivot ? -1 : 1) : 0 }
      let error = #expect(throws: LinearAlgebraError.self) { try Cholesky(a) }
      #expect(error == .notPositiveDefinite(pivot: pivot, shape: [70, 70]))
    }
    try check(type)
  }

  @Test func singularMatrixIsRefused() {
    let error = #expect(throws: LinearAlgebraError.self) { try Cholesky(Tensor<Double>.ones([2, 2])) }
    #expect(
      error?.description
        == "Cholesky([2, 2]): the matrix is not positive definite, found at row 1; add to its "
        + "diagonal, or factorise with PivotedQR or SymmetricEigen")
  }

  @Test("NaN, infinity and overflow are refused", arguments: scalarTypes, [1, 3, 90])
  func nonFinite(_ type: any Real.Type, _ n: Int) throws {
    func check<S: Real>(_: S.Type) throws {
      for intruder in [S.nan, .infinity, -.infinity] {
        for (row, column) in [(0, 0), (n - 1, 0), (n - 1, n - 1)] {
          let a: Tensor<S> = matrix(n, n) { i, j in
            (i, j) == (row, column) ? intruder : (i == j ? 1 : 0)
          }
          let error = #expect(throws: LinearAlgebraError.self) { try Cholesky(a) }
          #expect(error == .nonFinite(operation: "Cholesky", shape: [n, n]))
        }
      }
    }
    try check(type)
    let tiny = Double.leastNormalMagnitude
    let overflowing: Tensor<Double> = [[Tensor(tiny), 1e300], [1e300, 1]]
    #expect(throws: LinearAlgebraError.self) { try Cholesky(overflowing) }
  }

  @Test func shapeFaults() throws {
    var error = #expect(throws: LinearAlgebraError.self) { try Cholesky(Tensor<Double>.zeros([3, 2])) }
    #expect(error?.description == "Cholesky([3, 2]): the matrix must be square, but has 3 rows and 2 columns")
    error = #expect(throws: LinearAlgebraError.self) { try Cholesky(Tensor<Double>.zeros([1 << 31, 0])) }
    #expect(error?.description.contains("the largest that BLAS takes") == true)

    let factorization = try Cholesky(Tensor<Double>.identity(3))
    let mismatch = #expect(throws: ShapeError.self) { try factorization.solution(of: .zeros([2, 3])) }
    #expect(
      mismatch?.description
        == "Cholesky.solution([3, 3], [2, 3]): the right-hand side must be a vector [3] or a "
        + "matrix [3, k]; did you mean its transpose?")
  }
}
