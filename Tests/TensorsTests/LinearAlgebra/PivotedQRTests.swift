// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@Suite struct PivotedQRTests {
  static let extents = [(1, 1), (4, 4), (9, 5), (5, 9), (70, 40), (40, 70), (5, 1), (1, 5)]

  @Test("the factors give the matrix, with orthonormal Q and descending R", arguments: scalarTypes, extents)
  func factors(_ type: any Real.Type, _ extents: (m: Int, n: Int)) throws {
    func check<S: Real>(_: S.Type) throws {
      let (m, n) = extents
      let k = min(m, n)
      var draws = Draws(seed: m)
      let a: Tensor<S> = draws.tensor([m, n])
      let factorization = try PivotedQR(a)
      let (q, r) = (factorization.q(), factorization.r)
      #expect(q.shape == [m, k])
      #expect(r.shape == [k, n])
      #expect(factorization.permutation.sorted() == Array(0..<n))
      let permuted: Tensor<S> = matrix(m, n) { i, j in a.element(i, factorization.permutation[j]) }
      // Higham 2002, theorem 19.4: of the order of m·n·eps relative to a column's norm, √m at most.
      let unit = S(m * n) * S.ulpOfOne
      #expect(q.naiveProduct(r).distance(to: permuted) <= unit * S(m).squareRoot())
      #expect(q.mirrored().naiveProduct(q).distance(to: .identity(k)) <= unit)
      for i in 0..<k {
        #expect(factorization.diagonal.scalars[i] == r.element(i, i))
        for j in 0..<i { #expect(r.element(i, j) == 0) }
        // Column norms are downdated, so that neighbours may be out of order by their rounding errors.
        if i > 0 {
          let (previous, current) = (r.element(i - 1, i - 1).magnitude, r.element(i, i).magnitude)
          #expect(current <= previous * (1 + 100 * S.ulpOfOne))
        }
      }
      // Qᵀ·a[:, p] = R in its first rows and 0 below.
      let product = try factorization.applyTransposed(to: permuted)
      let padded: Tensor<S> = matrix(m, n) { i, j in i < k ? r.element(i, j) : 0 }
      #expect(product.distance(to: padded) <= unit * S(m).squareRoot())
    }
    try check(type)
  }

  @Test(
    "least-squares residuals are orthogonal to the columns", arguments: scalarTypes,
    [(8, 3), (60, 20), (5, 5)])
  func leastSquares(_ type: any Real.Type, _ extents: (m: Int, n: Int)) throws {
    func check<S: Real>(_: S.Type) throws {
      let (m, n) = extents
      var draws = Draws(seed: n)
      let a: Tensor<S> = draws.tensor([m, n])
      let factorization = try PivotedQR(a)
      #expect(factorization.rank() == n)
      for shape in [[m], [m, 4], [m, 0]] as [Shape] {
        let b: Tensor<S> = draws.tensor(shape)
        let x = try factorization.leastSquaresSolution(of: b)
        #expect(x.shape == Shape([n] + shape.extents.dropFirst()))
        let fitted = try matmul(a, x)
        let residual = try Tensor(shape: shape, scalars: zip(fitted.scalars, b.scalars).map { $0 - $1 })
        // Higham 2002, theorem 20.3: a backward error of m·n·eps in a and b, times the sizes that meet it.
        let tolerance = S(m * n) * S.ulpOfOne * S(m) * max(1, x.largestMagnitude)
        #expect(try matmul(a, residual, transposing: .left).largestMagnitude <= tolerance)
      }
    }
    try check(type)
  }

  @Test(
    "a matrix of rank 2 is found out and gets a basic solution", arguments: scalarTypes,
    [(3, 3), (40, 30), (6, 20)])
  func rankDeficient(_ type: any Real.Type, _ extents: (m: Int, n: Int)) throws {
    func check<S: Real>(_: S.Type) throws {
      let (m, n) = extents
      for seed in 0..<5 {
        var draws = Draws(seed: seed)
        let a = (draws.tensor([m, 2]) as Tensor<S>).naiveProduct(draws.tensor([2, n]))
        let factorization = try PivotedQR(a)
        #expect(factorization.rank() == 2, "seed \(seed)")
        #expect(factorization.rank(tolerance: 1) == 0, "seed \(seed)")
        let b = try matmul(a, draws.tensor([n, 3]) as Tensor<S>)
        let x = try factorization.leastSquaresSolution(of: b)
        for column in 0..<3 {
          #expect((0..<n).count { x.element($0, column) != 0 } == 2, "seed \(seed)")
        }
        // Consistent, so solved up to the backward error, which the part of R cut off may enlarge.
        let tolerance = S(m * n) * S.ulpOfOne * S(m) * max(1, x.largestMagnitude) * a.largestMagnitude
        #expect(try matmul(a, x).distance(to: b) <= tolerance, "seed \(seed)")
      }
    }
    try check(type)
  }

  @Test("zeros and no rows or columns at all", arguments: scalarTypes)
  func degenerate(_ type: any Real.Type) throws {
    func check<S: Real>(_: S.Type) throws {
      let zero = try PivotedQR(Tensor<S>.zeros([3, 2]))
      #expect(zero.rank() == 0)
      #expect(zero.conditionEstimate == .infinity)
      #expect(try zero.leastSquaresSolution(of: [1, 2, 3]) == [0, 0])
      for shape in [[0, 3], [3, 0], [0, 0]] as [Shape] {
        let empty = try PivotedQR(Tensor<S>.zeros(shape))
        #expect(empty.r.shape == [0, shape[1]])
        #expect(empty.q().shape == [shape[0], 0])
        #expect(empty.rank() == 0)
        #expect(empty.diagonal.count == 0)
        #expect(empty.permutation == Array(0..<shape[1]))
        #expect(try empty.leastSquaresSolution(of: .ones([shape[0]])) == .zeros([shape[1]]))
        #expect(try empty.applyTransposed(to: .ones([shape[0], 2])) == .ones([shape[0], 2]))
      }
    }
    try check(type)
  }

  @Test("a Hilbert matrix loses rank at the condition number that rounding hides")
  func hilbertMatrix() throws {
    // Condition numbers of Hilbert matrices: Higham 2002, table 28.1.
    for (n, condition) in [(3, 5.24e2), (5, 4.77e5), (8, 1.53e10)] {
      let factorization = try PivotedQR(hilbert(n) as Tensor<Double>)
      #expect(factorization.rank() == n)
      #expect(factorization.conditionEstimate <= condition * 1.01)
      #expect(factorization.conditionEstimate >= condition / 10)
    }
    // By the same tolerance on singular values NumPy's `matrix_rank` finds 13.
    #expect(try PivotedQR(hilbert(20) as Tensor<Double>).rank() == 13)
  }

  @Test("NaN and infinity are refused", arguments: scalarTypes, [1, 3, 64])
  func nonFinite(_ type: any Real.Type, _ n: Int) throws {
    func check<S: Real>(_: S.Type) throws {
      for intruder in [S.nan, .infinity] {
        for place in [0, n * n / 2, n * n - 1] {
          var a = Tensor<S>.ones([n, n])
          a.withMutableScalars { $0[place] = intruder }
          let error = #expect(throws: LinearAlgebraError.self) { try PivotedQR(a) }
          #expect(error == .nonFinite(operation: "PivotedQR", shape: [n, n]))
        }
      }
      // Two columns whose norm is not representable.
      let huge = Tensor<S>(repeating: .greatestFiniteMagnitude, shape: [4, 2])
      #expect(throws: LinearAlgebraError.self) { try PivotedQR(huge) }
    }
    try check(type)
  }

  @Test func shapeFaults() throws {
    let error = #expect(throws: LinearAlgebraError.self) { try PivotedQR(Tensor<Double>.zeros([3])) }
    #expect(error?.description == "PivotedQR([3]): a matrix is needed, of rank 2, not a tensor of rank 1")
    let factorization = try PivotedQR(Tensor<Double>.ones([3, 2]))
    var mismatch = #expect(throws: ShapeError.self) { try factorization.leastSquaresSolution(of: [1, 2]) }
    #expect(
      mismatch?.description
        == "PivotedQR.leastSquaresSolution([3, 2], [2]): the right-hand side must be a vector "
        + "[3] or a matrix [3, k]")
    mismatch = #expect(throws: ShapeError.self) { try factorization.applyTransposed(to: .zeros([2])) }
    #expect(mismatch?.operation == "PivotedQR.applyTransposed")
  }
}
