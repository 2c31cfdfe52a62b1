// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Whether costs grow linearly with the samples and with the operations.
struct Scaling: Benchmark {
  let name = "scaling"
  let summary =
    "cost per sample of S from 1e3 to 1e6 samples, and per operation of scalar code from 1e3 to 1e6"

  /// The size that smaller ones are repeated to: run once, they would be timed with the caches that the largest leaves.
  private static let leastSize = 100_000

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let sizes = (3...(sampler.isQuick ? 5 : 6)).map { exponent in
      (exponent, (0..<exponent).reduce(1) { size, _ in size * 10 })
    }
    var gradients: [() throws -> Void] = []
    var recordings: [() throws -> Void] = []
    var plans: [() throws -> Void] = []
    for (_, size) in sizes {
      let spirals = try SpiralsData(samples: size)
      let problem = try LeastSquares(
        spirals.model, inputs: spirals.samples.inputs, targets: spirals.samples.targets)
      let program = try ScalarCode.record(operations: size)
      func repeated(_ body: @escaping () throws -> Void) -> () throws -> Void {
        { for _ in 0..<max(1, Self.leastSize / size) { try body() } }
      }
      gradients.append(repeated { _ = try problem.valueWithGradient(at: spirals.start) })
      recordings.append(repeated { _ = try ScalarCode.record(operations: size) })
      plans.append(repeated { _ = try program.valueWithGradient().compiled(for: Double.self) })
    }
    var result = BenchmarkResult(name)
    for (member, label, runs, bound) in [
      ("gradientPerSample", "gradient, a sample", gradients, 1.1),
      ("recordPerOperation", "record, an operation", recordings, nil),
      ("planPerOperation", "gradient program and plan, an operation", plans, nil),
    ] as [(String, String, [() throws -> Void], Double?)] {
      let times = try zip(sampler.medians(runs), sizes).map { 1e9 * $0 / Double(max($1.1, Self.leastSize)) }
      result.further += zip(times, sizes).map { time, size in
        Figure("\(member)1e\(size.0)Nanoseconds", "\(label) of 1e\(size.0)", time, .nanoseconds)
      }
      let (least, most) = (times.min() ?? .nan, times.max() ?? .nan)
      result.further.append(
        Figure(
          "\(member)Spread", "\(label), dearest to cheapest", most / least, .ratio, bound.map { .atMost($0) })
      )
    }
    return result
  }
}
