// SPDX-License-Identifier: Apache-2.0

/// A workload that is timed, beside a floor where there is one.
protocol Benchmark: Sendable {
  /// The word that picks it.
  var name: String { get }

  /// The workload, on one line.
  var summary: String { get }

  func measure(_ sampler: Sampler) throws -> BenchmarkResult
}
