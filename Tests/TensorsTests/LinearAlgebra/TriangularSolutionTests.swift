// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@Suite struct TriangularSolutionTests {
  @Test("both triangles, both transpositions, reading one triangle only", arguments: scalarTypes, [1, 3, 50])
  func solutions(_ type: any Real.Type, _ n: Int) throws {
    func check<S: Real>(_: S.Type) throws {
      for (lower, transposing) in [(true, false), (true, true), (false, false), (false, true)] {
        var draws = Draws(seed: n)
        let dense: Tensor<S> = draws.tensor([n, n])
        let a: Tensor<S> = matrix(n, n) { i, j in
          i == j ? 2 + dense.element(i, j) : (i > j) == lower ? dense.element(i, j) / S(n) : 0
        }
        let stored = a.withNaN(above: lower)
        for shape in [[n], [n, 1], [n, 5], [n, 0]] as [Shape] {
          let b: Tensor<S> = draws.tensor(shape)
          let x = try triangularSolution(of: b, with: stored, lower: lower, transposing: transposing)
          // Higham 2002, theorem 8.5: a backward error of n·eps/2 in each of the n elements of a row, below 3.
          let tolerance = 3 * S(n * n) * S.ulpOfOne * max(1, x.largestMagnitude)
          let product = try matmul(a, x, transposing: transposing ? .left : [])
          #expect(
            product.distance(to: b) <= tolerance, "lower \(lower), transposing \(transposing), \(shape)")
        }
      }
    }
    try check(type)
  }

  @Test func emptySystem() throws {
    #expect(
      try triangularSolution(of: .zeros([0]), with: Tensor<Double>.zeros([0, 0]), lower: true) == .zeros([0]))
  }

  @Test func faults() {
    let a: Tensor<Double> = [[1, 0, 0], [1, 1, 0], [1, 1, 0]]
    var error = #expect(throws: LinearAlgebraError.self) {
      try triangularSolution(of: [1, 2, 3], with: a, lower: true)
    }
    #expect(
      error?.description
        == "triangularSolution([3, 3]): the matrix is singular, element [2, 2] of its diagonal is 0")
    error = #expect(throws: LinearAlgebraError.self) {
      try triangularSolution(of: [1, 2], with: a, lower: true)
    }
    #expect(
      error?.description
        == "triangularSolution([3, 3], [2]): the right-hand side must be a vector [3] or a matrix "
        + "[3, k]")
  }
}
