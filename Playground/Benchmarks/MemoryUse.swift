// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The memory that least squares take beside their data.
struct MemoryUse: Benchmark {
  let name = "memory"
  let summary =
    "Levenberg-Marquardt over 1,000,000 samples of the spirals' network: resident memory above the data"

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let spirals = try SpiralsData(samples: sampler.isQuick ? 20_000 : 1_000_000)
    let method = LevenbergMarquardt(
      scaling: .identity, acceleratesAlongGeodesics: false, solver: .cholesky, initialDamping: 0.1,
      firstStepBound: 1,
      limits: .iterations(1))
    let clock = Stopwatch()
    let peak = try ResidentMemory.growth {
      let problem = try LeastSquares(
        spirals.model, inputs: spirals.samples.inputs, targets: spirals.samples.targets)
      _ = try method.minimize(problem, from: spirals.start)
    }
    var result = BenchmarkResult(name)
    result.further = [
      peak.map { Figure("residentMegabytes", "above the data", $0, .megabytes, .atMost(200)) },
      Figure("fitMilliseconds", "LM, an iteration and all around it", 1e3 * clock.seconds, .milliseconds),
    ].compactMap(\.self)
    return result
  }
}
