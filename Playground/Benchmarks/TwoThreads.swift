// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// What a second thread gains where there is work for it.
struct TwoThreads: Benchmark {
  let name = "threads-2"
  let summary =
    "L, and Levenberg-Marquardt over 100,000 samples of the spirals' network, on two threads and on one"

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let spirals = try SpiralsData(samples: sampler.isQuick ? 5000 : 100_000)
    let method = LevenbergMarquardt(
      scaling: .identity, acceleratesAlongGeodesics: false, solver: .cholesky, initialDamping: 0.1,
      firstStepBound: 1,
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
    nonisolated(unsafe) let copies = (0..<2).map { _ in
      BareProducts<Float>(widths: [784, 512, 512, 10], samples: 256)
    }
    let times = try sampler.medians(
      runs + [copies[0].run, { concurrently(2) { copies[$0].run() } }])
    // What the processors give: two that share a core's arithmetic gain little.
    let ceiling = 2 * times[4] / times[5]
    var result = BenchmarkResult(name)
    result.threads = 2
    result.median = times[2]
    result.floor = (
      times[0] / ceiling, "L on one thread, sped up as two independent copies of its products are", nil
    )
    result.further = [
      Figure("ceiling", "two copies of L's products, gain over one after the other", ceiling, .ratio),
      Figure("networkSpeedup", "L, gain over one thread", times[0] / times[2], .ratio, .atLeast(1.6)),
      Figure("fitMilliseconds", "LM", 1e3 * times[3], .milliseconds),
      Figure("fitSpeedup", "LM, gain over one thread", times[1] / times[3], .ratio, .atLeast(1.6)),
    ]
    return result
  }

  /// BLAS stays on one thread: a second one of its own would spin for a while after each use.
  private func use(_ threads: Int) { Processor.threadCount = threads }
}
