// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import Testing

@Suite struct LeastSquaresFitTests {
  /// A straight line through five points. With x̄ = 2, Σ(x - x̄)² = 10 and Σx² = 30 its statistics are, by
  /// hand: intercept 1.4, slope 0.8, sum of squares 3.6, s² = 1.2, var(slope) = s²/10, var(intercept) =
  /// s²·30/(5·10), cov = -s²·2/10.
  let line = ResidualFunction(parameters: 2, residuals: 5) { b in
    [1.0, 3, 2, 5, 4].enumerated().map { x, y in b[0] + b[1] * Dual(Double(x)) - Dual(y) }
  }

  @Test("a straight line by hand", arguments: LevenbergMarquardtTests.methods)
  func straightLine(_ method: LevenbergMarquardt) throws {
    let fit = try method.minimize(line, from: [0, 0])
    #expect(fit.status.isConverged)
    expect(fit.parameters, [1.4, 0.8])
    expect(fit.residuals, [0.4, -0.8, 1, -1.2, 0.6])
    #expect(fit.sumOfSquares.isClose(to: 3.6))
    #expect(fit.degreesOfFreedom == 3)
    let deviation = try fit.residualStandardDeviation
    #expect(deviation.isClose(to: 1.0954451150103321))  // √1.2
    expect(try fit.covariance(), [[0.72, -0.24], [-0.24, 0.12]])
    expect(try fit.standardErrors(), [0.848528137423857, 0.34641016151377546])  // √0.72, √0.12
  }

  @Test("as many residuals as parameters leave no degree of freedom")
  func noFreedom() throws {
    let fit = try LevenbergMarquardt().minimize(ResidualFunction.rosenbrock, from: [-1.2, 1])
    #expect(fit.degreesOfFreedom == 0)
    let error = CovarianceError.tooFewResiduals(residuals: 2, parameters: 2)
    #expect(throws: error) { try fit.covariance() }
    #expect(throws: error) { _ = try fit.residualStandardDeviation }
    #expect(error.description == "2 residuals leave no degree of freedom beside 2 parameters")
  }

  @Test("a parameter without influence is named")
  func zeroColumn() throws {
    let function = line
    let wider = ResidualFunction(parameters: 3, residuals: 5) { b in function.residuals([b[0], b[2]]) }
    let fit = try LevenbergMarquardt().minimize(wider, from: [0, 7, 0])
    expect(fit.parameters, [1.4, 7, 0.8])
    #expect(throws: CovarianceError.rankDeficient(rank: 2, undetermined: [1])) { try fit.standardErrors() }
  }

  @Test("units of the parameters do not blur the covariance", arguments: [1e-8, 1e8])
  func scaledParameters(scale: Double) throws {
    let function = line
    let scaled = ResidualFunction(parameters: 2, residuals: 5) { b in
      function.residuals([b[0], b[1] * Dual(scale)])
    }
    let covariance = try LevenbergMarquardt().minimize(scaled, from: [0, 0]).covariance().scalars
    expect(Tensor(covariance), [0.72, -0.24 / scale, -0.24 / scale, 0.12 / scale / scale], tolerance: 1e-10)
  }

  private func expect(
    _ values: Tensor<Double>, _ expected: Tensor<Double>, tolerance: Double = 1e-12,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(values.shape == expected.shape, sourceLocation: sourceLocation)
    for (x, y) in zip(values.scalars, expected.scalars) {
      #expect(abs(x - y) <= tolerance * abs(y), sourceLocation: sourceLocation)
    }
  }
}
