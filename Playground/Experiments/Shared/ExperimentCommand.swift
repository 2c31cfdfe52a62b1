// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The command that runs an experiment: prints what it found, and writes its page.
struct ExperimentCommand<Content: Experiment>: Command {
  let experiment: Content

  var name: String { experiment.name }
  var summary: String { experiment.summary }
  var discussion: String { experiment.discussion }
  var options: [Option] { experiment.options + [.seed, .output] }

  func run(_ arguments: Arguments, on console: Console) throws -> Verdict {
    let settings = try Settings(arguments)
    let folder = try arguments.text(.output).map { OutputFolder(path: $0) }
    let progress = RunProgress(on: console)
    defer { progress.clear() }
    let findings = try experiment.run(settings, showing: progress)
    progress.clear()
    if let folder {
      try folder.write(experiment.report(findings, settings), named: name)
      console.reportLine("\(folder.path)/\(name).html")
    }
    console.printLine(
      arguments.contains(.json)
        ? try experiment.document(findings, settings).json : try experiment.text(findings))
    return findings.shortfall.map { .failed($0) } ?? .passed
  }
}

extension Findings {
  /// The first fact that does not hold.
  var shortfall: String? { facts.first { !$0.holds }.map { "it does not hold that \($0.statement)" } }
}

extension Option {
  static let seed = Option("seed", value: "N", "seed of what is drawn, of the first start for example (1)")
  static let starts = Option("starts", value: "K", "number of starts, with seeds N, N+1, ...")
  static let output = Option(
    "output", letter: "o", value: "DIR", "write the page, and each figure as SVG and CSV, there")
}

extension Settings {
  /// The settings that a command line asks for.
  init(_ arguments: Arguments) throws(UsageError) {
    isQuick = arguments.contains(.quick)
    seed = try arguments.integer(.seed, in: 0...Self.lastSeed) ?? seed
    starts = try arguments.integer(.starts, in: 1...1000)
    guard seed + (starts ?? 100) - 1 <= Self.lastSeed else {
      throw UsageError("--seed \(seed) leaves no room for the seeds after it, up to \(Self.lastSeed)")
    }
  }

  /// NumPy's generators take no larger one.
  private static let lastSeed = Int(UInt32.max)
}

extension Experiment {
  /// The command that runs it.
  var command: any Command { ExperimentCommand(experiment: self) }
}
