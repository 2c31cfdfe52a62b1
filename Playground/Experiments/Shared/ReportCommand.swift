// SPDX-License-Identifier: Apache-2.0
internal import Synchronization
internal import Wengert

/// The command that runs all experiments, two at a time where there are processors, and writes their pages and an index.
struct ReportCommand: Command {
  let name = "report"
  let summary = "run all experiments and write their pages, with an index"
  let options: [Option] = [.seed, .output]
  let experiments: [any Experiment]
  let discussion = """
    Runs every experiment and writes a page for each, every figure as SVG and CSV, and an index, into the
    folder of --output, 'report' unless given. Passes when all facts that the experiments check hold.
    """

  init(_ experiments: [any Experiment] = Experiments.list) { self.experiments = experiments }

  /// What is said of an experiment whose page is written.
  private struct Entry: Encodable {
    let experiment: String
    let title: String
    let summary: String
    let outcome: VerdictBox.Outcome
    let verdict: String
    let shortfall: String?

    init(_ experiment: some Experiment, _ settings: Settings, in folder: OutputFolder) throws {
      let findings = try experiment.run(settings, showing: RunProgress(on: .silent))
      try folder.write(experiment.report(findings, settings), named: experiment.name)
      self.experiment = experiment.name
      (title, summary) = (experiment.title, experiment.summary)
      outcome = findings.verdict.outcome
      verdict = findings.verdict.text
      shortfall = findings.shortfall
    }
  }

  func run(_ arguments: Arguments, on console: Console) throws -> Verdict {
    let settings = try Settings(arguments)
    let folder = OutputFolder(path: try arguments.text(.output) ?? "report")
    let entries = try entries(settings, in: folder, on: console)
    try folder.write(Self.index(entries), named: "index")
    if arguments.contains(.json) {
      console.printLine(try entries.json)
    } else {
      for entry in entries {
        console.printLine("\(folder.path)/\(entry.experiment).html  \(entry.outcome.rawValue)")
      }
      console.printLine("\(folder.path)/index.html")
    }
    let shortfalls = entries.compactMap { entry in entry.shortfall.map { "\(entry.experiment): \($0)" } }
    return shortfalls.first.map { .failed($0) } ?? .passed
  }

  private func entries(_ settings: Settings, in folder: OutputFolder, on console: Console) throws -> [Entry] {
    let done = Mutex<[Int: Result<Entry, any Error>]>([:])
    // The lock lets one thread at a time write to it.
    nonisolated(unsafe) let progress = RunProgress(on: console)
    progress.show("running \(experiments.count) experiments")
    concurrently(experiments.count) { number in
      let entry = Result { try Entry(experiments[number], settings, in: folder) }
      done.withLock { done in
        done[number] = entry
        progress.show("\(done.count) of \(experiments.count) experiments done")
      }
    }
    progress.clear()
    return try done.withLock { done in try experiments.indices.compactMap { try done[$0]?.get() } }
  }

  /// The page that leads to the others.
  private static func index(_ entries: [Entry]) throws -> Report {
    try Report(
      title: "Experiments, run again",
      lead:
        "Four published texts on the training of small networks each made a claim. What was claimed, what is true, and why."
    ) {
      Links(
        try entries.map { entry in
          try Links.Link(
            entry.title, to: "\(entry.experiment).html", "**\(entry.outcome.title).** \(entry.verdict)")
        })
    }
  }
}
