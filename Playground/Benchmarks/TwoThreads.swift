// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What a second thread gains where there is work for it.
struct TwoThreads: Benchmark {
  let name = "threads-2"
  let summary =
    "L, and Levenberg-Marquardt over 100,000 samples of the spirals' network, on two threads and on one"

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let spirals = try SpiralsData(samples: sampler.isQuick ? 5000 : 100_000)
    let method = LevenbergMarquardt(
      dampingMatrix: .identity, solver: .cholesky, initialDamping: 0.1, firstStepBound: 1,
      limits: .iterations(2))
    defer { use(1) }
    // An executable may keep the number of threads that it was planned under.
    let runs = try [1, 2].flatMap { threads -> [() throws -> Void] in
      use(threads)
      let large = try Workload<Float>(Networks.large(), samples: 256, loss: crossEntropy)
      let problem = try LeastSquares(
        spirals.model, inputs: spirals.samples.inputs, targets: spirals.samples.targets)
      return [
        {
          use(threads)
          try large.runGradient()
        },
        {
          use(threads)
          _ = try method.minimize(problem, from: spirals.start)
        },
      ]
    }
    let times = try sampler.medians(runs)
    var result = BenchmarkResult(name)
    result.threads = 2
    result.further = [
      Figure("networkMicroseconds", "L", 1e6 * times[2], .microseconds),
      Figure("networkSpeedup", "L, gain over one thread", times[0] / times[2], .ratio, .atLeast(1.6)),
      Figure("fitMilliseconds", "LM", 1e3 * times[3], .milliseconds),
      Figure("fitSpeedup", "LM, gain over one thread", times[1] / times[3], .ratio, .atLeast(1.6)),
    ]
    return result
  }

  private func use(_ threads: Int) {
    Processor.threadCount = threads
    BLAS.threadCount = threads
  }
}
