// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// What it takes before the gradient of L can run.
struct CompileTime: Benchmark {
  let name = "compile-l"
  let summary = "L: recording the loss, transforming it to its gradient, and planning that"

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    func record() throws -> Program {
      try Workload<Float>.loss(of: Networks.large(), samples: 256, crossEntropy)
    }
    let loss = try record()
    let gradient = try loss.valueWithGradient(by: [0])
    let times = try sampler.medians([
      { _ = try record().valueWithGradient(by: [0]).compiled(for: Float.self) },
      { _ = try record() },
      { _ = try loss.valueWithGradient(by: [0]) },
      { _ = gradient.compiled(for: Float.self) },
    ])
    var result = BenchmarkResult(name)
    result.median = times[0]
    result.medianTarget = 2000
    result.further = [
      Figure("recordMicroseconds", "record", 1e6 * times[1], .microseconds),
      Figure("transformMicroseconds", "transform", 1e6 * times[2], .microseconds),
      Figure("planMicroseconds", "plan", 1e6 * times[3], .microseconds),
    ]
    return result
  }
}
