// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundCommandLine
internal import Wengert

extension Tool {
  /// What every command understands.
  static let commonOptions: [Option] = [.quick, .quiet, .json, .help]

  /// The flag of `list` for scripts.
  static let names = Option("names", "print the bare names, one a line")

  /// The experiments with their summaries, a line each.
  var experimentList: String { definitions(experiments.map { ($0.name, $0.summary) }) }

  /// The help text of the tool itself.
  var overview: String {
    """
    usage: playground <command> [options]
           playground list [--names]
           playground help [command]

    experiments:
    \(experimentList)
    other commands:
    \(definitions(commands.map { ($0.name, $0.summary) }))
    exit codes: 0 success; 1 a check or a fit failed, or points are missing; 2 the command line was not
    understood; 3 a file cannot be read or written; 130 interrupted

    """
  }

  /// The help text of a command.
  func helpText(for command: any Command) -> String {
    """
    usage: playground \(command.name)\(command.operand.map { " [\($0)]" } ?? "") [options]

    \(command.discussion)

    options:
    \(definitions((command.options + Self.commonOptions).map { ($0.usage, $0.summary) }))
    """
  }
}
