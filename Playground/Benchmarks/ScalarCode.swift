// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Scalar code with very many operations: what recording, transforming, planning and replaying one of them costs.
struct ScalarCode: Benchmark {
  let name = "scalar"
  let summary =
    "a million recorded scalar operations (mul, add, sin) of 100,000 inputs; times are per operation"

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let operations = sampler.isQuick ? 100_000 : 1_000_000
    let program = try Self.record(operations: operations)
    let run = try program.valueWithGradient().compiled(for: Double.self)
    for number in program.inputShapes.indices {
      try run.setInput(number, to: Tensor(0.5 + 0.1 * Double(number % 7)))
    }
    let times = try sampler.medians([
      { _ = try Self.record(operations: operations) },
      { _ = try program.valueWithGradient().compiled(for: Double.self) },
      run.run,
    ]).map { $0 / Double(operations) }
    var result = BenchmarkResult(name)
    result.median = times[2]
    result.allocationsPerRun = sampler.allocations(run.run)
    result.further = [
      Figure("recordNanoseconds", "record", 1e9 * times[0], .nanoseconds, .atMost(10)),
      Figure("planNanoseconds", "gradient program and plan", 1e9 * times[1], .nanoseconds, .atMost(250)),
      Figure("replayNanoseconds", "replay of value and gradient", 1e9 * times[2], .nanoseconds, .atMost(12)),
    ]
    return result
  }

  /// Ten operations for each input.
  static func record(operations: Int) throws -> Program {
    let count = operations / 10
    return try Program(inputs: Array(repeating: .scalar, count: count)) { x in
      var total: Variable = 0
      for i in 0..<count {
        let other = x[i + 1 < count ? i + 1 : 0]
        var y = x[i]
        for _ in 0..<3 { y = sin(y * x[i] + other) }
        total = total + y
      }
      return [total]
    }
  }
}
