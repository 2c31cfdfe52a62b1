// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// An iteration of BFGS on the single-layer net of the report on networks and BFGS: 6 parameters, 6 samples.
struct BFGSIteration: Benchmark {
  let name = "bfgs-6"
  let summary = "an iteration of BFGS on a single-layer net, 6 parameters, 6 samples"

  private static let iterations = 20

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let objective = try SmallLayer.objective()
    let start = Tensor<Double>([1.6, -0.6, -0.5, -1.1, 0.9, -2.3]).map { 0.01 * $0 }
    func run(iterations: Int) throws -> Minimum {
      try BFGS(gradientTolerance: 0, limits: .iterations(iterations)).minimize(objective, from: start)
    }
    let found = try run(iterations: Self.iterations)
    let iterations = Double(found.iterations)
    var gradient = [Double](repeating: 0, count: 6)
    let times = try sampler.medians([
      { _ = try run(iterations: Self.iterations) },
      { _ = try run(iterations: 0) },
      {
        var span = gradient.mutableSpan
        _ = try objective.value(at: start.scalars.span, gradient: &span)
      },
    ])
    var result = BenchmarkResult(name)
    result.median = (times[0] - times[1]) / iterations
    result.medianTarget = 1
    result.forward = times[2]
    // What more iterations allocate; the start of a run may.
    if let all = try sampler.allocations({ _ = try run(iterations: Self.iterations) }),
      let few = try sampler.allocations({ _ = try run(iterations: Self.iterations / 2) })
    {
      result.allocationsPerRun = all - few
    }
    result.further = [
      Figure(
        "evaluationsPerIteration", "evaluations", Double(found.evaluations.values - 1) / iterations, .ratio),
      Figure("startMicroseconds", "start of a run", 1e6 * times[1], .microseconds),
    ]
    return result
  }
}
