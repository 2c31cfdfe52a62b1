// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Levenberg-Marquardt's choices for networks on spirals: how many starts they solve, and at what cost.
struct NetworkFits: Benchmark {
  let name = "lm-networks"
  let summary =
    "Levenberg-Marquardt for networks from many starts: the two spirals, raw and scaled, and CMU's"

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let count: UInt32 = sampler.isQuick ? 2 : 20
    let raw = try SpiralsStarts(.raw, seeds: 1...count)
    let further = try SpiralsStarts(.raw, seeds: count + 1...(sampler.isQuick ? 2 : 6) * count)
    let scaled = try SpiralsStarts(.scaled, seeds: 1...count)
    var result = BenchmarkResult(name)
    result.median = raw.medianSeconds
    result.medianTarget = 200_000
    let many = Double(count)
    result.further = [
      Figure("rawSolved", "raw: solved of \(count)", Double(raw.solved), .count, .atLeast(0.95 * many)),
      Figure("rawEvaluations", "raw: evaluations", raw.medianEvaluations, .count, .atMost(450)),
      Figure("rawAllEvaluations", "raw: with the tail", raw.medianOfAllEvaluations, .count),
      Figure("rawCapped", "raw: capped", Double(raw.capped), .count, .atMost(0)),
      Figure("furtherSolved", "raw: solved of \(further.starts.count)", Double(further.solved), .count),
      Figure(
        "scaledOneError", "scaled: one error", Double(scaled.oneError), .count, .atLeast(0.95 * many)),
      Figure("scaledSolved", "scaled: solved", Double(scaled.solved), .count, .atLeast(0.75 * many)),
      Figure("scaledEvaluations", "scaled: evaluations", scaled.medianEvaluations, .count),
    ]
    for (network, iterations, target) in [
      (BenchmarkSpirals.Network.layered, 100, 0.9), (.shortcuts, 250, 0.8),
    ] {
      let problem = try BenchmarkSpirals(network)
      let runs = try (1...(sampler.isQuick ? 2 : 10)).map {
        try problem.levenbergMarquardt(seed: $0, iterations: iterations)
      }
      let solved = runs.compactMap(\.solvedAfter)
      result.further += [
        Figure(
          "\(network)Solved", "\(network): solved of \(runs.count)", Double(solved.count), .count,
          .atLeast(target * Double(runs.count))),
        Figure(
          "\(network)Iterations", "\(network): iterations",
          solved.isEmpty ? .infinity : Sampler.median(solved.map(Double.init)), .count),
      ]
    }
    return result
  }
}
