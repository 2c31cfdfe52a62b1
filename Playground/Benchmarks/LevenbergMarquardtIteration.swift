// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// An iteration of Levenberg-Marquardt on the spirals, as users call it.
struct LevenbergMarquardtIteration: Benchmark {
  let name = "lm-iteration"
  let summary = "an iteration of Levenberg-Marquardt on the spirals, 800 residuals, 127 parameters"

  private static let iterations = 50

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let spirals = try SpiralsData()
    let problem = try LeastSquares(
      spirals.model, inputs: spirals.samples.inputs, targets: spirals.samples.targets)
    let method = LevenbergMarquardt(
      scaling: .identity, acceleratesAlongGeodesics: false, solver: .cholesky, initialDamping: 0.1,
      firstStepBound: 1,
      limits: .iterations(Self.iterations))
    let hand = SpiralsByHand(spirals)
    hand.runJacobian()
    let times = try sampler.medians([
      { _ = try method.minimize(problem, from: spirals.start) },
      { _ = try problem.residuals(at: spirals.start) },
      hand.runIteration,
      { _ = try problem.normalEquations(at: spirals.start) },
    ])
    let iteration = times[0] / Double(Self.iterations)
    var result = BenchmarkResult(name)
    result.median = iteration
    result.medianTarget = 350
    result.forward = times[1]
    result.floor = (times[2], "JtJ, its Cholesky factor and solution, and one forward by hand", 1.3)
    result.further = [
      Figure("normalEquationsMicroseconds", "normal equations", 1e6 * times[3], .microseconds)
    ]
    return result
  }
}
