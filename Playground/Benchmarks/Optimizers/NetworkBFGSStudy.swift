// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundProblems
internal import Wengert

/// BFGS on the single-layer network of a report, from starts of every scale and with both searches.
struct NetworkBFGSStudy: OptimizerStudy {
  let name = "experiment4"
  let title = "BFGS on one layer of two sigmoid units, from starts of every scale"

  private static let searches: [(name: String, search: any LineSearch)] = [
    ("strong Wolfe", StrongWolfe()),
    ("doubling 1e-4, 0.1", Doubling(sufficientDecrease: 1e-4, curvature: 0.1)),
    ("doubling 1e-5, 0.3", Doubling(sufficientDecrease: 1e-5, curvature: 0.3)),
    ("doubling 1e-6, 0.5", Doubling(sufficientDecrease: 1e-6, curvature: 0.5)),
  ]

  func run(isQuick: Bool, showing progress: (String) -> Void) throws -> OptimizerFigures {
    var table = TextTable(
      [
        ("scale", .right), ("search", .left), ("starts", .right), ("converged", .right), ("stopped", .right),
        ("failed", .right), ("false", .right), ("monotone", .right), ("superlinear", .right),
        ("median value", .right),
      ], isRuled: true)
    let objective = try LayerProblem.objective()
    let count: UInt64 = isQuick ? 5 : 100
    var totals = (runs: 0, converged: 0, failed: 0, false: 0, monotone: 0, superlinear: 0)
    for scale in [0.01, 1, 100] {
      for (name, search) in Self.searches {
        progress("scale \(scale), \(name)")
        let minima = try (1...count).map { seed in
          try BFGS(lineSearch: search).minimize(objective, from: LayerProblem.start(scale: scale, seed: seed))
        }
        let ends = try minima.map { try LayerProblem.Ending($0, of: objective) }
        let converged = minima.count { $0.status.isConverged }
        let stopped = minima.count { $0.status == .stopped(by: .iterations) }
        totals.runs += minima.count
        totals.converged += converged
        totals.failed += minima.count - converged - stopped
        totals.false += ends.count(where: \.isFalse)
        totals.monotone += ends.count(where: \.isMonotone)
        totals.superlinear += ends.count(where: \.isSuperlinear)
        table.append([
          "\(scale)", name, "\(minima.count)", "\(converged)", "\(stopped)",
          "\(minima.count - converged - stopped)", "\(ends.count(where: \.isFalse))",
          "\(ends.count(where: \.isMonotone))", "\(ends.count(where: \.isSuperlinear))",
          Sampler.median(minima.map(\.value)).fixed(6),
        ])
      }
    }
    return OptimizerFigures(
      table: table,
      json: .object([
        "runs": .integer(totals.runs), "converged": .integer(totals.converged),
        "failed": .integer(totals.failed), "falseConverged": .integer(totals.false),
        "monotone": .integer(totals.monotone), "superlinear": .integer(totals.superlinear),
      ]),
      notes: [
        """
        False: 'converged' where the gradient does not pass its test, or where one long step along it lowers the \
        objective. Superlinear: the gradient falls to less than a tenth in one of the last three steps. The \
        published method breaks down at scale 100, where units start saturated on the wrong side: plateaus, whose \
        gradients are as small as those of minima.
        """
      ])
  }
}
