// SPDX-License-Identifier: Apache-2.0
import Testing
import Wengert

@Suite("The code of the article on optimization")
struct OptimizationCode {
  @Test func summary() throws {
    let t: Tensor<Double> = [0, 1000, 2000, 4000, 8000]
    let d: Tensor<Double> = [0, 104, 161, 213, 237]

    let fit = try LevenbergMarquardt().minimize(
      LeastSquares(parameters: 2, inputs: t, targets: d) { b, t in b[0] * (1 - exp(-b[1] * t)) },
      from: [500, 1e-4])
    print(try fit.summary(names: ["limit", "rate"]))

    #expect(fit.status.isConverged)
    #expect(try fit.summary(names: ["limit", "rate"]).contains("limit"))
  }
}
