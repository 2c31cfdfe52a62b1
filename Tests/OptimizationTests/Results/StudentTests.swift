// SPDX-License-Identifier: Apache-2.0
import Tensors
import Testing

@testable import Optimization

@Suite struct StudentTests {
  /// Quantiles of probability 0.975 from tables.
  @Test(arguments: [
    (1, 12.70620473617), (2, 4.30265272991), (5, 2.57058183564), (10, 2.22813885196), (30, 2.04227245630),
  ])
  func quantiles(degrees: Int, quantile: Double) {
    let found = StudentDistribution(degreesOfFreedom: degrees).quantile(twoSided: 0.95)
    #expect(abs(found / quantile - 1) < 1e-10, "\(found)")
  }

  @Test("a summary shows the table of the fit, or why there is none")
  func summary() throws {
    let line = ResidualFunction(parameters: 2, residuals: 5) { b in
      [1.0, 3, 2, 5, 4].enumerated().map { x, y in b[0] + b[1] * Dual(Double(x)) - Dual(y) }
    }
    let fit = try LevenbergMarquardt().minimize(line, from: [0, 0])
    let text = try fit.summary(names: ["intercept", "slope"])
    #expect(text.contains("estimate") && text.contains("slope"))
    #expect(text.contains("on 3 degrees of freedom"))
    let intervals = try fit.confidenceIntervals()
    // 0.8 ± 3.182446·√0.12
    #expect(abs(intervals[1].lowerBound - (0.8 - 3.18244630528 * 0.34641016151377546)) < 1e-9)
    #expect(try fit.identifiability().rank == 2)
    let square = try LevenbergMarquardt().minimize(ResidualFunction.rosenbrock, from: [-1.2, 1])
    #expect(try square.summary().contains("No standard errors: 2 residuals leave no degree of freedom"))
  }
}
