// SPDX-License-Identifier: Apache-2.0

/// An experiment: it runs, and finds numbers of which everything that is shown is made.
protocol Experiment: Sendable {
  associatedtype Result: Findings

  /// The word that runs it, and the name of its page.
  var name: String { get }

  /// The title of its page.
  var title: String { get }

  /// One line for `playground list` and below the title.
  var summary: String { get }

  /// What it does, for `playground help`; lines of at most 100 characters.
  var discussion: String { get }

  /// The options beside those that every experiment has (`ExperimentCommand.options`).
  var options: [Option] { get }

  /// Runs it. The same settings give the same findings, but for what a clock measures.
  func run(_ settings: Settings, showing progress: RunProgress) throws -> Result
}

extension Experiment {
  var options: [Option] { [] }
}

/// How an experiment is run.
struct Settings: Sendable {
  /// What is drawn is drawn with this seed, and the ones after it.
  var seed = 1
  /// The number of starts; `nil` for as many as the experiment takes by itself.
  var starts: Int?
  /// Whether to take the shortest run that still shows something.
  var isQuick = false

  /// The seeds of that many starts.
  func seeds(_ count: Int) -> [Int] { (0..<count).map { seed + $0 } }

  /// One of two numbers: the full one, or that of a quick run.
  func size(_ full: Int, quick: Int) -> Int { isQuick ? quick : full }
}
