// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Runs of the optimizers over problems with known results: what they reach, and at what cost.
protocol OptimizerStudy: Sendable {
  /// Its member of the JSON document.
  var name: String { get }
  /// What it shows, as a heading.
  var title: String { get }

  /// Runs it, with fewer starts where `isQuick`.
  func run(isQuick: Bool, showing progress: (String) -> Void) throws -> OptimizerFigures
}

/// What a study found.
struct OptimizerFigures {
  let table: TextTable
  let json: JSON
  /// What the columns mean, and what others reach.
  let notes: [String]
}

/// The one place that lists the studies.
enum OptimizerStudies {
  static let name = "optimizers"
  static let summary = "what the optimizers reach on problems with known results; alone, and minutes long"
  static let all: [any OptimizerStudy] = [
    NISTStudy(), MGHStudy(), SpiralsStudy(), CMUSpiralsStudy(), NetworkBFGSStudy(),
  ]

  /// Runs all and prints their tables, or one JSON document.
  static func run(isQuick: Bool, asJSON: Bool, on console: Console) throws {
    var progress = ProgressLine(on: console)
    defer { progress.clear() }
    var members: [(String, JSON)] = []
    for study in all {
      let figures = try study.run(isQuick: isQuick) { progress.show("\(study.name): \($0)") }
      progress.clear()
      members.append((study.name, figures.json))
      if asJSON { continue }
      console.printLine("\(study.title)\n\n\(figures.table)\n")
      for note in figures.notes { console.printLine(note.wrapped(to: 100)) }
      console.printLine("")
    }
    if asJSON { console.printLine("\(JSON.members(members))") }
  }
}
