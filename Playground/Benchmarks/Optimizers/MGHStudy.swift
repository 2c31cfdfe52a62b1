// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundProblems
internal import Wengert

/// The problems of Moré, Garbow and Hillstrom, from their starts and from 10 and 100 times as far.
struct MGHStudy: OptimizerStudy {
  let name = "mgh"
  let title = "The 42 problems of Moré, Garbow and Hillstrom: runs that reach a known minimum"

  /// A method, and what it minimises of a problem.
  private struct Method {
    let name: String
    /// What SciPy's counterpart reaches from the standard starts.
    let peer: String
    let minimize: (LeastSquares, Objective, Tensor<Double>) throws -> Minimum
  }

  private var methods: [Method] {
    [
      Method(name: "LM", peer: "42 in 1358") { f, _, x in
        try LevenbergMarquardt().minimize(f, from: x).minimum
      },
      Method(name: "BFGS", peer: "41 in 4022") { _, f, x in try BFGS().minimize(f, from: x) },
      Method(name: "BFGS, Moré-Thuente", peer: "") { _, f, x in
        try BFGS(lineSearch: MoreThuente()).minimize(f, from: x)
      },
      Method(name: "BFGS, Hager-Zhang", peer: "") { _, f, x in
        try BFGS(lineSearch: HagerZhang()).minimize(f, from: x)
      },
      Method(name: "Newton", peer: "42 in 2255") { _, f, x in try TrustRegionNewton().minimize(f, from: x) },
      Method(name: "Newton-CG", peer: "38 in 1299") { _, f, x in
        try TrustRegionNewton(subproblem: .conjugateGradients).minimize(f, from: x)
      },
      Method(name: "L-BFGS", peer: "38 in 2429") { _, f, x in try LBFGS().minimize(f, from: x) },
      Method(name: "CG", peer: "37 in 19733") { _, f, x in try ConjugateGradient().minimize(f, from: x) },
    ]
  }

  func run(isQuick: Bool, showing progress: (String) -> Void) throws -> OptimizerFigures {
    var table = TextTable(
      [
        ("method", .left), ("start", .left), ("hits", .right), ("evaluations", .right),
        ("not at a known minimum", .left), ("SciPy", .right),
      ], isRuled: true)
    var members: [(String, JSON)] = []
    let problems = try MGHProblem.all.map { ($0, try $0.leastSquares(), try $0.objective()) }
    for method in methods {
      var own: [(String, JSON)] = []
      for factor in isQuick ? [1.0] : [1.0, 10, 100] {
        progress("\(method.name) from \(factor.fixed(0)) x0")
        var (hits, evaluations) = (0, 0)
        var misses: [String] = []
        for (problem, residuals, objective) in problems {
          let start = Tensor(problem.start.map { factor * $0 })
          let minimum = try method.minimize(residuals, objective, start)
          if problem.isMinimum(minimum.value) {
            hits += 1
            evaluations += minimum.evaluations.values
          } else {
            misses.append("\(problem.number)" + (minimum.status.isConverged ? "" : "*"))
          }
        }
        let figures: [(String, JSON)] = [
          ("instances", .integer(problems.count)), ("hits", .integer(hits)),
          ("evaluations", .integer(evaluations)),
        ]
        own += factor == 1 ? figures : [("from\(factor.fixed(0))", .members(figures))]
        table.append([
          method.name, factor == 1 ? "x0" : "\(factor.fixed(0)) x0", "\(hits)", "\(evaluations)",
          misses.joined(separator: " "), factor == 1 ? method.peer : "",
        ])
      }
      members.append((method.name, .members(own)))
    }
    return OptimizerFigures(
      table: table, json: .members(members),
      notes: [
        """
        Evaluations are those of the runs that hit, of values and gradients alike. Misses are the paper's numbers; \
        with a star the run says that it did not converge, the others end in a minimum that is not listed, at \
        infinity, or where the objective is flat to the tolerance.
        """
      ])
  }
}
