// SPDX-License-Identifier: Apache-2.0

/// Something that a word of the command line runs.
protocol Command: Sendable {
  /// The word that runs it.
  var name: String { get }

  /// One line for the overview.
  var summary: String { get }

  /// What it does and what it prints, for `playground help`; lines of at most 100 characters.
  var discussion: String { get }

  /// What stands in the help text for the words that are no options; `nil` when it takes none.
  var operand: String? { get }

  /// The options beside those that every command has (`Tool.commonOptions`).
  var options: [Option] { get }

  /// Runs it: prints results to standard output, text or, with `Option.json`, one JSON document.
  ///
  /// - Throws: `UsageError` for a value that an option does not take, and whatever the toolkit throws.
  func run(_ arguments: Arguments, on console: Console) throws -> Verdict
}

extension Command {
  var operand: String? { nil }
}

/// Whether a command showed what it claims.
enum Verdict: Equatable {
  case passed
  /// The reason is one line.
  case failed(String)
  /// It was asked to end before it was done; the reason says what is left to do.
  case interrupted(String)
}
