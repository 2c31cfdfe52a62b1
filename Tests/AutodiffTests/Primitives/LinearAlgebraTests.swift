// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@testable import Autodiff

/// What the rows of the table do not show of the operations of linear algebra.
@Suite struct LinearAlgebraTests {
  /// A matrix of numbers in -1...1 with n added where it forces exchanges, so that solutions are stable.
  private func matrix(_ n: Int, seed: Int) -> Tensor<Double> {
    var draws = Draws(seed: seed)
    let noise = draws.tensor([n, n])
    return Naive.elementwise([noise, Naive.tensor([n, n]) { $0[0] == n - 1 - $0[1] ? Double(n) : 0 }]) {
      $0[0] + $0[1]
    }
  }

  @Test("large systems are solved to rounding", arguments: [20, 64, 130])
  func largeSystems(_ n: Int) throws {
    let a = matrix(n, seed: n)
    var draws = Draws(seed: n + 1)
    let x = draws.tensor([n, 5])
    let program = try Program(inputs: [[n, n], [n, 5]]) { v in
      let b = matmul(v[0], v[1])
      let bTransposed = matmul(v[0], v[1], transposing: .left)
      return [
        solve(v[0], b), solve(v[0], bTransposed, transposing: true), matmul(inverse(v[0]), v[0]),
        logDeterminant(matmul(v[0], v[0], transposing: .left)) - 2 * logDeterminant(v[0]),
      ]
    }
    let y = try program.run([a, x])
    #expect(y[0].isClose(to: x, 1e-12))
    #expect(y[1].isClose(to: x, 1e-12))
    #expect(y[2].isClose(to: .identity(n), 1e-12))
    #expect(y[3].isClose(to: 0, 1e-11))
  }

  @Test(
    "Cholesky factors of large matrices multiply to them, and give determinant and solutions",
    arguments: [20, 130])
  func largeCholesky(_ n: Int) throws {
    let c = matrix(n, seed: n)
    let program = try Program(inputs: [[n, n], [n]]) { v in
      let a = matmul(v[0], v[0], transposing: .right)
      let lower = cholesky(a)
      let half = triangularSolve(lower, v[1], lower: true)
      return [
        matmul(lower, lower, transposing: .right) - a,
        2 * sum(log(lower.diagonal())) - logDeterminant(a),
        triangularSolve(lower, half, lower: true, transposing: true) - solve(a, v[1]),
      ]
    }
    var draws = Draws(seed: n + 1)
    for y in try program.run([c, draws.tensor([n])]) { #expect(y.isClose(to: .zeros(y.shape), 1e-9)) }
    // The identities hold for derivatives, too.
    let slopes = try program.vjp().run(
      [c, draws.tensor([n])] + program.outputShapes.map { draws.tensor($0) })
    for slope in slopes.suffix(2) { #expect(slope.isClose(to: .zeros(slope.shape), 1e-8)) }
  }

  @Test("a matrix is factorised once for the value and its derivatives") func oneFactorization() throws {
    let program = try Program(inputs: [[3, 3], [3]]) { v in [sum(sin(solve(v[0], v[1])))] }
    for derivative in [try program.valueWithGradient(), try program.hessian()] {
      #expect(derivative.primitives.count { $0 is LUFactors } == 1)
    }
  }

  @Test("samples that share a matrix share its factors and one solution") func sharedMatrix() throws {
    let batch = try Program(inputs: [[3, 3], [3]]) { v in [solve(v[0], v[1])] }.vmap(over: [1], count: 7)
    #expect(batch.primitives.count { $0 is LUFactors } == 1)
    let solutions = batch.list.nodes.filter { $0.operation?.takeUnretainedValue().primitive is Solve }
    #expect(solutions.count == 1)
    #expect(batch.primitives.contains { $0 is Transpose } == false)
  }

  @Test("the gradient through a Cholesky factor is symmetric") func symmetry() throws {
    let a: Tensor<Double> = [[4, 1, 0.5], [1, 3, -1], [0.5, -1, 5]]
    let slope = try gradient(at: a) { sum(sin(cholesky($0))) }
    #expect(Naive.transposed(slope, [1, 0]).isClose(to: slope, 1e-15))
    // d log det a = tr(a⁻¹·da), and half of it through the factor.
    let half = try gradient(at: a) { sum(log(cholesky($0).diagonal())) }
    let expected = try gradient(at: a) { 0.5 * logDeterminant($0) }
    #expect(half.isClose(to: expected, 1e-14))
  }

  @Test(
    "singular, indefinite and non-finite matrices give NaN, and only they",
    arguments: [Double.nan, .infinity, 0])
  func degenerate(_ intruder: Double) throws {
    let program = try Program(inputs: [[2, 2, 2]]) { v in
      let ones = v[0].constant(.ones([2, 1]))
      return [
        solve(v[0], ones), inverse(v[0]), logDeterminant(v[0]), cholesky(v[0]),
        triangularSolve(v[0], ones, lower: true),
      ]
    }
    // A triangle is substituted from the top: what comes before a number that is not finite is right.
    for (corner, outputs) in [(0.0, 0..<5), (1.0, 0..<4)] {
      let stack: Tensor<Double> = [[[2, 0], [0, 2]], [[Tensor(corner), 0], [0, Tensor(intruder)]]]
      let (double, single) = (
        try program.run([stack])[outputs], try program.run([Tensor<Float>(stack)])[outputs]
      )
      for y in Array(double) + single.map({ Tensor<Double>($0) }) {
        let half = y.count / 2
        #expect(y.scalars[..<half].allSatisfy { $0.isFinite })
        #expect(y.scalars[half...].allSatisfy { $0.isNaN }, "\(stack): \(y)")
      }
    }
  }

  @Test("the other triangle is not read") func unreadTriangle() throws {
    let lower: Tensor<Double> = [[2, .init(Double.nan)], [1, 4]]
    let (x, slope) = try valueWithGradient(at: lower) {
      sum(triangularSolve($0, $0.constant([2, 5]), lower: true))
    }
    #expect(x == 2)
    #expect(slope.scalars[1] == 0 && slope.isFinite)
    let unit: Tensor<Double> = [[.init(Double.nan), 3], [0, 0]]
    #expect(
      try Program(inputs: [[2, 2]]) { v in
        [triangularSolve(v[0], v[0].constant([5, 1]), lower: false, unitDiagonal: true)]
      }.run([unit]) == [[2, 1]])
  }

  @Test("ties in a window share the slope, and padding is not among its elements") func poolingRules() throws
  {
    let x: Tensor<Double> = [[1, 1], [1, 1]]
    #expect(try gradient(at: x) { sum(maxPool2d($0, size: 2)) } == [[0.25, 0.25], [0.25, 0.25]])
    let negative: Tensor<Double> = [[-3, -1], [-2, -4]]
    let program = try Program(inputs: [[2, 2]]) { v in
      [
        maxPool2d(v[0], size: 3, stride: 1, padding: .same),
        averagePool2d(v[0], size: 3, stride: 1, padding: .same),
      ]
    }
    #expect(try program.run([negative]) == [[[-1, -1], [-1, -1]], [[-2.5, -2.5], [-2.5, -2.5]]])
  }
}
