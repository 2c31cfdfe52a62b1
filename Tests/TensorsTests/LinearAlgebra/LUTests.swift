// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@Suite struct LUTests {
  static let orders = [1, 2, 5, 33, 100]

  @Test("solutions satisfy their systems, and those of the transpose", arguments: scalarTypes, orders)
  func solutions(_ type: any Real.Type, _ n: Int) throws {
    func check<S: Real>(_: S.Type) throws {
      var draws = Draws(seed: n)
      let a: Tensor<S> = draws.tensor([n, n])
      let factorization = try LU(a)
      for shape in [[n], [n, 1], [n, 7], [n, 0]] as [Shape] {
        let b: Tensor<S> = draws.tensor(shape)
        for transposing in [false, true] {
          let x = try factorization.solution(of: b, transposing: transposing)
          #expect(x.shape == shape)
          let product = try matmul(a, x, transposing: transposing ? .left : [])
          // Higham 2002, theorem 9.4, with |L|·|U| at most n times the growth of the pivots, which is small.
          let tolerance = 8 * S(n * n) * S.ulpOfOne * a.largestMagnitude * max(1, x.largestMagnitude)
          #expect(product.distance(to: b) <= tolerance, "\(shape), seed \(n)")
        }
      }
    }
    try check(type)
  }

  @Test("a zero in the first place costs no accuracy", arguments: scalarTypes)
  func exchanges(_ type: any Real.Type) throws {
    func check<S: Real>(_: S.Type) throws {
      let a: Tensor<S> = [[0, 2, 0], [0, 0, 4], [8, 0, 0]]
      #expect(try LU(a).solution(of: [2, 4, 8]) == [1, 1, 1])
      #expect(try LU(a).solution(of: [8, 4, 4], transposing: true) == [2, 1, 1])
      #expect(try LU(a).inverse() == [[0, 0, 0.125], [0.5, 0, 0], [0, 0.25, 0]])
      #expect(try LU(a).logDeterminant == S.log(2) + S.log(4) + S.log(8))
    }
    try check(type)
  }

  @Test("the determinant's sign follows from exchanges and pivots")
  func signs() throws {
    let cases: [(Tensor<Double>, Double)] = [
      ([[1, 0], [0, 1]], 1), ([[0, 1], [1, 0]], -1), ([[-1, 0], [0, 1]], -1), ([[0, -1], [1, 0]], 1),
      ([[0, 1, 0], [0, 0, 1], [1, 0, 0]], 1), ([[0, 1, 0], [1, 0, 0], [0, 0, 1]], -1),
      ([[1, 2], [3, 4]], -1), ([[3]], 1), ([[-3]], -1),
    ]
    for (a, sign) in cases { #expect(try LU(a).determinantSign == sign, "\(a)") }
  }

  @Test("the logarithm of the determinant, where the determinant overflows too")
  func determinants() throws {
    // det Hilbert(3) = 1 / 2160; its condition number is 524.
    let hilbert = try LU(hilbert(3) as Tensor<Double>)
    #expect((hilbert.logDeterminant + Double.log(2160)).magnitude < 524 * Double.ulpOfOne)
    #expect(hilbert.determinantSign == 1)
    let large = try LU(matrix(100, 100) { i, j in i == j ? -1e8 : 0 })
    let expected = 100 * Double.log(1e8)
    #expect((large.logDeterminant - expected).magnitude <= 100 * Double.ulpOfOne * expected)
    #expect(large.determinantSign == 1)
  }

  @Test("an empty system has an empty solution")
  func empty() throws {
    let factorization = try LU(Tensor<Double>.zeros([0, 0]))
    #expect(try factorization.solution(of: .zeros([0])) == .zeros([0]))
    #expect(try factorization.solution(of: .zeros([0, 3])) == .zeros([0, 3]))
    #expect(factorization.inverse() == .zeros([0, 0]))
    #expect(factorization.logDeterminant == 0)
    #expect(factorization.determinantSign == 1)
  }

  @Test("singular, non-finite and overflowing matrices are refused", arguments: scalarTypes)
  func refused(_ type: any Real.Type) throws {
    func check<S: Real>(_: S.Type) throws {
      func error(_ a: Tensor<S>) -> LinearAlgebraError? {
        #expect(throws: LinearAlgebraError.self) { try LU(a) }
      }
      #expect(error([[1, 2], [2, 4]]) == .singular(operation: "LU", pivot: 1, shape: [2, 2]))
      #expect(error(.zeros([3, 3])) == .singular(operation: "LU", pivot: 0, shape: [3, 3]))
      for intruder in [S.nan, .infinity] {
        #expect(error([[1, 0], [Tensor(intruder), 1]]) == .nonFinite(operation: "LU", shape: [2, 2]))
      }
      let large = Tensor(S.greatestFiniteMagnitude)
      #expect(error([[large, large], [-large, large]]) == .nonFinite(operation: "LU", shape: [2, 2]))
    }
    try check(type)
  }

  @Test func shapeFaults() throws {
    let error = #expect(throws: LinearAlgebraError.self) { try LU(Tensor<Double>.zeros([3, 2])) }
    #expect(error?.description == "LU([3, 2]): the matrix must be square, but has 3 rows and 2 columns")
    let factorization = try LU(Tensor<Double>.identity(3))
    let mismatch = #expect(throws: ShapeError.self) { try factorization.solution(of: .zeros([2, 3])) }
    #expect(
      mismatch?.description
        == "LU.solution([3, 3], [2, 3]): the right-hand side must be a vector [3] or a "
        + "matrix [3, k]; did you mean its transpose?")
  }
}
