// SPDX-License-Identifier: Apache-2.0
import Models
import Optimization
import Tensors
import TestSupport
import Testing

/// A network over so many samples that they are split into many blocks.
@Suite(.serialized) struct BlockRunsTests {
  private func problem(samples: Int = 9000) throws -> (LeastSquares, start: Tensor<Double>) {
    var draws = Draws(seed: 5)
    let model = try Model(input: [2]) {
      Dense(7)
      Tanh()
      Dense(2)
    }
    let problem = try LeastSquares(
      model, inputs: draws.tensor([samples, 2]), targets: draws.tensor([samples, 2]))
    return (problem, model.initialParameters(seed: 3))
  }

  @Test("results are the same to the bit on 1, 2 and 4 threads") func threads() throws {
    let before = Processor.threadCount
    defer { Processor.threadCount = before }
    var results: [[Tensor<Double>]] = []
    for count in [1, 2, 4] {
      Processor.threadCount = count
      let (problem, start) = try problem()
      let direction = start.map { $0 * $0 - 0.1 }
      let equations = try problem.normalEquations(at: start)
      let (value, gradient) = try problem.valueWithGradient(at: start)
      results.append([
        try problem.residuals(at: start), Tensor(try problem.value(at: start)), Tensor(value), gradient,
        equations.gramian, equations.gradient, Tensor(equations.sumOfSquares),
        try problem.jacobianProduct(at: start, along: direction),
        try problem.transposedJacobianProduct(at: start, with: problem.residuals(at: start)),
        try problem.secondDirectionalDerivative(at: start, along: direction),
      ])
    }
    #expect(results[1] == results[0])
    #expect(results[2] == results[0])
  }

  @Test("products are those with the Jacobian") func products() throws {
    let (problem, start) = try problem(samples: 1500)
    let (residuals, jacobian) = try problem.residualsWithJacobian(at: start)
    let direction = start.map { 1 - $0 * $0 }
    #expect(
      try problem.jacobianProduct(at: start, along: direction).isClose(
        to: Naive.matmul(jacobian, direction), 1e-13))
    let gradient = try problem.transposedJacobianProduct(at: start, with: residuals)
    #expect(gradient.isClose(to: try matmul(jacobian, residuals, transposing: .left), 1e-12))
    let equations = try problem.normalEquations(at: start)
    #expect(equations.gradient.isClose(to: gradient, 1e-12))
    #expect(equations.gramian.isClose(to: try matmul(jacobian, jacobian, transposing: .left), 1e-12))
  }

  @Test("the second directional derivative is that of a product along its direction") func curvature() throws
  {
    let (problem, start) = try problem(samples: 1500)
    let direction = start.map { 1 - $0 * $0 }
    let step = 1e-4
    let ahead = try problem.jacobianProduct(at: start + direction * step, along: direction)
    let behind = try problem.jacobianProduct(at: start - direction * step, along: direction)
    let curvature = try problem.secondDirectionalDerivative(at: start, along: direction)
    #expect(curvature.isClose(to: (ahead - behind) * (0.5 / step), 1e-6))
  }

  @Test("weights that do not fit are refused") func wrongWeights() throws {
    let (problem, start) = try problem(samples: 10)
    let error = #expect(throws: ShapeError.self) {
      try problem.transposedJacobianProduct(at: start, with: .zeros([10]))
    }
    #expect(
      error?.description
        == "transposedJacobianProduct([10]): a weight for each of 20 residuals is needed")
  }
}
