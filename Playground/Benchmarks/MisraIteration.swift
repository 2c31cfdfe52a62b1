// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// An iteration of Levenberg-Marquardt on NIST's Misra1a: 14 observations, 2 parameters.
struct MisraIteration: Benchmark {
  let name = "lm-misra1a"
  let summary = "an iteration of Levenberg-Marquardt on Misra1a, 14 residuals, 2 parameters"

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let problem = try Misra1a.problem()
    func run(iterations: Int) throws -> LeastSquaresFit {
      try LevenbergMarquardt(limits: .iterations(iterations)).minimize(problem, from: [500, 1e-4])
    }
    let found = try run(iterations: 100)
    let (most, iterations) = (found.iterations, Double(found.iterations))
    let end = found.parameters
    let times = try sampler.medians([
      { _ = try run(iterations: most) },
      { _ = try run(iterations: 0) },
      { _ = try problem.value(at: end.scalars.span) },
    ])
    var result = BenchmarkResult(name)
    result.median = (times[0] - times[1]) / iterations
    result.medianTarget = 5
    result.forward = times[2]
    // What more iterations allocate; the start of a run may.
    if let all = try sampler.allocations({ _ = try run(iterations: most) }),
      let few = try sampler.allocations({ _ = try run(iterations: most / 2) })
    {
      result.allocationsPerRun = all - few
    }
    result.further = [
      Figure("iterations", "iterations", iterations, .count),
      Figure("startMicroseconds", "start and end of a run", 1e6 * times[1], .microseconds),
    ]
    return result
  }
}
