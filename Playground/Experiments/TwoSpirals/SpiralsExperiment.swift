// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Levenberg-Marquardt against Adam on the two spirals, on raw and on scaled inputs.
struct SpiralsExperiment: Command {
  static let seed = Option("seed", value: "N", "seed of the first start (1, the published one)")
  static let starts = Option("starts", value: "K", "number of starts, with seeds N, N+1, ... (5)")

  let name = "spirals"
  let summary = "Levenberg-Marquardt against Adam on two interleaved spirals"
  let discussion = """
    Fits a network 2-25-2 (sigmoid, softmax; 127 parameters) to two interleaved spirals by the sum of
    squared errors (SSQ): Levenberg-Marquardt (LM) with at most 1500 iterations, and Adam with learning
    rate 0.001 and 10000 epochs, also as if stopped early, after 500 epochs without a lower validation
    SSQ. Each gets the inputs as they are, and scaled as in the published comparison, whose data, split
    and start weights these are. Passes when LM solves the spirals from most starts on raw inputs.
    """
  let options = [seed, starts]

  func run(_ arguments: Arguments, on console: Console) throws -> Verdict {
    let first = try arguments.integer(Self.seed, in: 0...Int(UInt32.max)) ?? 1
    let count = try arguments.integer(Self.starts, in: 1...1000) ?? (arguments.contains(.quick) ? 1 : 5)
    guard first + count - 1 <= UInt32.max else {
      throw UsageError("the last seed, \(first + count - 1), is above \(UInt32.max)")
    }
    let report = SpiralsReport(runs: try runs(seeds: UInt32(first)...UInt32(first + count - 1), on: console))
    if arguments.contains(.json) {
      console.printLine("\(report.json)")
    } else {
      let text = [
        report.table.description, report.totals.description + "\n" + SpiralsReport.note.wrapped(to: 100),
        report.summary.wrapped(to: 100),
      ]
      console.printLine(text.joined(separator: "\n\n"))
    }
    return report.verdict
  }

  private func runs(seeds: ClosedRange<UInt32>, on console: Console) throws -> [SpiralsRun] {
    let spirals = try TwoSpirals()
    let problems = try TwoSpirals.Inputs.allCases.map { try SpiralsProblem(spirals, inputs: $0) }
    var progress = ProgressLine(on: console)
    defer { progress.clear() }
    var runs: [SpiralsRun] = []
    for seed in seeds {
      for problem in problems {
        runs.append(try problem.levenbergMarquardt(seed: seed, progress: &progress))
        runs += try problem.adam(seed: seed, progress: &progress)
      }
    }
    return runs
  }
}
