// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@Suite struct SymmetricEigenTests {
  @Test("V·diag(λ)·Vᵀ is the matrix, V orthogonal, λ ascending", arguments: scalarTypes, [1, 2, 7, 60])
  func decompositions(_ type: any Real.Type, _ n: Int) throws {
    func check<S: Real>(_: S.Type) throws {
      var draws = Draws(seed: n)
      let dense: Tensor<S> = draws.tensor([n, n])
      let a: Tensor<S> = matrix(n, n) { i, j in dense.element(max(i, j), min(i, j)) }
      let eigen = try SymmetricEigen(a.withNaN(above: true))
      let v = eigen.vectors
      // LAPACK Users' Guide, 4.7: n·eps times the 2-norm, which is at most n here.
      let unit = S(n * n) * S.ulpOfOne
      let product = v.naiveProduct(diagonalMatrix(eigen.values)).naiveProduct(v.mirrored())
      #expect(product.distance(to: a) <= unit)
      #expect(v.mirrored().naiveProduct(v).distance(to: .identity(n)) <= unit)
      #expect(eigen.values.scalars == eigen.values.scalars.sorted())
    }
    try check(type)
  }

  @Test("the second-difference matrix has eigenvalues 2 - 2cos(kπ/(n+1))", arguments: scalarTypes)
  func secondDifferences(_ type: any Real.Type) throws {
    func check<S: Real>(_: S.Type) throws {
      let n = 30
      let a: Tensor<S> = matrix(n, n) { i, j in i == j ? 2 : (i - j).magnitude == 1 ? -1 : 0 }
      let expected = Tensor<S>((1...n).map { 2 - 2 * S.cos(S($0) * .pi / S(n + 1)) })
      // The 2-norm is below 4; an error of n·eps of it.
      #expect(try SymmetricEigen(a).values.distance(to: expected) <= 4 * S(n) * S.ulpOfOne)
    }
    try check(type)
  }

  @Test("the condition number of a Hilbert matrix")
  func hilbertMatrix() throws {
    let values = try SymmetricEigen(hilbert(5) as Tensor<Double>).values.scalars
    // Higham 2002, table 28.1, to the three figures printed there.
    #expect((values[4] / values[0] / 4.77e5 - 1).magnitude < 0.005)
  }

  @Test func degenerate() throws {
    let identity = try SymmetricEigen(Tensor<Float>.identity(4))
    #expect(identity.values == .ones([4]))
    let empty = try SymmetricEigen(Tensor<Double>.zeros([0, 0]))
    #expect(empty.values.shape == [0])
    #expect(empty.vectors.shape == [0, 0])
    let extreme = try SymmetricEigen([[1e200, 0], [0, -1e300]] as Tensor<Double>)
    // The routine scales matrices near the limits of the range, which may round.
    #expect((extreme.values.scalars[0] / -1e300 - 1).magnitude <= 2 * Double.ulpOfOne)
    #expect(extreme.values.scalars[1] >= 0)
  }

  @Test("NaN and infinity are refused", arguments: scalarTypes, [1, 3, 40])
  func nonFinite(_ type: any Real.Type, _ n: Int) throws {
    func check<S: Real>(_: S.Type) throws {
      for intruder in [S.nan, .infinity] {
        for place in [0, (n - 1) * n, n * n - 1] {
          var a = Tensor<S>.ones([n, n])
          a.withMutableScalars { $0[place] = intruder }
          let error = #expect(throws: LinearAlgebraError.self) { try SymmetricEigen(a) }
          #expect(error == .nonFinite(operation: "SymmetricEigen", shape: [n, n]))
        }
      }
    }
    try check(type)
  }

  @Test func shapeFault() {
    let error = #expect(throws: LinearAlgebraError.self) { try SymmetricEigen(Tensor<Double>.zeros([2, 3])) }
    #expect(
      error?.description == "SymmetricEigen([2, 3]): the matrix must be square, but has 2 rows and 3 columns")
  }
}
