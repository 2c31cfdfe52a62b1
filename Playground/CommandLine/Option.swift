// SPDX-License-Identifier: Apache-2.0

/// An option of a command: `--seed N`, or a flag such as `--quiet`.
package struct Option: Sendable {
  /// The long name, without its dashes.
  package let name: String
  /// The one-letter name, if any.
  package let letter: Character?
  /// What stands for the value in the help text; `nil` for a flag, which takes no value.
  package let value: String?
  /// One line for the help text.
  package let summary: String

  package init(_ name: String, letter: Character? = nil, value: String? = nil, _ summary: String) {
    self.name = name
    self.letter = letter
    self.value = value
    self.summary = summary
  }

  /// How the option is written: `-q, --quiet` or `--seed N`.
  package var usage: String {
    let short = letter.map { "-\($0), " } ?? ""
    let operand = value.map { " \($0)" } ?? ""
    return "\(short)--\(name)\(operand)"
  }

  package static let help = Option("help", letter: "h", "print this text and stop")
  package static let version = Option("version", "print the version and stop")
  package static let quiet = Option("quiet", letter: "q", "print no progress line")
  package static let json = Option("json", "print one JSON document instead of text")
  package static let quick = Option("quick", "the shortest run that still shows something")
}
