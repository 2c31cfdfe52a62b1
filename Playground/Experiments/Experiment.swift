// SPDX-License-Identifier: Apache-2.0

/// Something that the playground runs and that checks what it shows.
protocol Experiment: Sendable {
  /// The word that runs it.
  var name: String { get }

  /// One line for `playground list`.
  var summary: String { get }

  /// What it does and what it prints, for `playground help`; lines of at most 100 characters.
  var discussion: String { get }

  /// What stands in the help text for the words that are no options; `nil` when it takes none.
  var operand: String? { get }

  /// The options beside those that every experiment has (`Tool.commonOptions`).
  var options: [Option] { get }

  /// Runs it: prints results to standard output, text or, with `Option.json`, one JSON document.
  ///
  /// - Throws: `UsageError` for a value that an option does not take, and whatever the toolkit throws.
  func run(_ arguments: Arguments, on console: Console) throws -> Verdict
}

extension Experiment {
  var operand: String? { nil }
}

/// Whether an experiment showed what it claims.
enum Verdict: Equatable {
  case passed
  /// The reason is one line.
  case failed(String)
}
