// SPDX-License-Identifier: Apache-2.0

/// What a benchmark measured.
struct BenchmarkResult {
  let name: String
  /// One run, in seconds; `nil` when the benchmark has other figures instead.
  var median: Double?
  /// What a run should take, in microseconds.
  var medianTarget: Double?
  /// One run of the value alone, in seconds.
  var forward: Double?
  /// What no implementation would fall below by much, measured between the same runs: its time in seconds, what it is,
  /// and what the ratio of the median to it should be.
  var floor: (seconds: Double, meaning: String, ratioTarget: Double?)?
  var threads = 1
  var allocationsPerRun: Int?
  /// Numbers that only this benchmark has.
  var further: [Figure] = []

  init(_ name: String) { self.name = name }

  /// Everything measured.
  var figures: [Figure] {
    var figures: [Figure] = []
    if let median {
      figures.append(
        Figure(
          "medianMicroseconds", "median", 1e6 * median, .microseconds, medianTarget.map { .atMost($0) })
      )
    }
    if let forward {
      figures.append(Figure("forwardMicroseconds", "forward", 1e6 * forward, .microseconds))
    }
    if let floor {
      figures.append(Figure("floorMicroseconds", "floor", 1e6 * floor.seconds, .microseconds))
      if let median {
        figures.append(
          Figure(
            "ratioToFloor", "to floor", median / floor.seconds, .ratio, floor.ratioTarget.map { .atMost($0) })
        )
      }
    }
    figures.append(Figure("threads", "threads", Double(threads), .count))
    if let allocationsPerRun {
      figures.append(
        Figure("allocationsPerRun", "allocations", Double(allocationsPerRun), .count, .atMost(0)))
    }
    return figures + further
  }
}
