// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The two spirals of the CMU neural network benchmark, 194 points, by Levenberg-Marquardt.
struct CMUSpiralsStudy: OptimizerStudy {
  let name = "cmu"
  let title = "The CMU spirals, 194 points: starts that put every point on the right side"

  func run(isQuick: Bool, showing progress: (String) -> Void) throws -> OptimizerFigures {
    var table = TextTable(
      [("network", .left), ("iterations", .right), ("solved", .right), ("median iterations", .right)],
      isRuled: true)
    var members: [(String, JSON)] = []
    let setups: [(BenchmarkSpirals.Network, String, Int)] = [
      (.layered, "2-20-10-1, 281 weights", 100), (.shortcuts, "2-5-5-5-1 with shortcuts, 138 weights", 250),
    ]
    for (network, label, limit) in setups {
      let spirals = try BenchmarkSpirals(network)
      let iterations = try (1...UInt64(isQuick ? 2 : 10)).map { seed in
        progress("\(label), seed \(seed)")
        let run = try spirals.levenbergMarquardt(seed: seed, iterations: limit)
        return run.solvedAfter.map { Double($0) } ?? .infinity
      }
      let solved = iterations.count(where: \.isFinite)
      let middle = Sampler.median(iterations)
      table.append([
        label, "\(limit)", "\(solved) of \(iterations.count)", middle.isFinite ? middle.fixed(0) : "-",
      ])
      members.append(
        (
          "\(network)",
          .object([
            "starts": .integer(iterations.count), "solved": .integer(solved),
            "medianIterations": .number(middle),
          ])
        ))
    }
    return OptimizerFigures(
      table: table, json: .members(members),
      notes: [
        """
        On the network with shortcuts backpropagation took 20000 epochs, Quickprop 8000, Cascade-Correlation 1700 \
        on one of its own.
        """
      ])
  }
}
