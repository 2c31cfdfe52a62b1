// SPDX-License-Identifier: Apache-2.0
import Testing
import Wengert

@Suite("The code of the articles on fits and on why they stop")
struct FittingCurvesCode {
  let t: Tensor<Double> = [0, 1000, 2000, 4000, 8000]
  let d: Tensor<Double> = [0, 104, 161, 213, 237]
  let weights: Tensor<Double> = [1, 1, 1, 2, 2]

  @Test func errorsAndOutliers() throws {
    let curve = try LeastSquares(parameters: 2, inputs: t, targets: d) { b, t in b[0] * (1 - exp(-b[1] * t)) }
    let fit = try LevenbergMarquardt().minimize(curve, from: [500, 1e-4])

    let errors = try fit.standardErrors()
    let covariance = try fit.covariance()
    let intervals = try fit.confidenceIntervals(level: 0.95)

    #expect(errors.scalars[0] == covariance[0, 0].squareRoot())
    #expect(intervals[0].contains(fit.parameters.scalars[0]))

    let weighted = try curve.weighted(by: weights)
    let robust = try curve.robust(.huber, scale: 0.5)
    let method = try LevenbergMarquardt(bounds: Bounds(lower: [0, 0], upper: [1000, 1]))
    let careful = try method.minimize(robust, from: [500, 1e-4])

    #expect(try weighted.value(at: fit.parameters) > fit.sumOfSquares)
    #expect(careful.status.isConverged)

    let best = try MultiStart(LevenbergMarquardt(), from: [0, 1e-6], to: [1000, 1e-2], count: 20)
      .minimize(curve, from: [500, 1e-4])

    #expect(best.sumOfSquares <= fit.sumOfSquares)

    switch fit.status {
    case .converged(let test): print("done: \(test)")
    case .stopped(let limit): print("not yet: \(limit); go on from fit.parameters")
    case .failed(let reason): print("stuck: \(reason)")
    }
  }
}
