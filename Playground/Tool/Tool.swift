// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The command line `playground`: finds the command, reads its options, and turns what happens into an exit code.
struct Tool {
  /// The commands that run by themselves and check what they show.
  let experiments: [any Command]
  /// All others.
  let commands: [any Command]
  let console: Console

  /// Runs the command that `words` ask for.
  func run(_ words: [String]) -> ExitCode {
    do {
      return try dispatch(words)
    } catch let error as UsageError {
      console.reportLine("playground: \(error)")
      console.reportLine("Run 'playground help' for what there is.")
      return .usage
    } catch let error as FileError {
      console.reportLine("playground: \(error)")
      return .file
    } catch {
      console.reportLine("playground: \(error)")
      return .failure
    }
  }

  private func dispatch(_ words: [String]) throws -> ExitCode {
    guard let command = words.first, !command.hasPrefix("-") else { return try runBare(words) }
    let rest = Array(words.dropFirst())
    switch command {
    case "list": return try list(rest)
    case "help": return try help(rest)
    default: return try run(try self.command(named: command), rest)
    }
  }

  /// `playground` without a command: with `--help` or `--version` a question, otherwise a mistake.
  private func runBare(_ words: [String]) throws(UsageError) -> ExitCode {
    let arguments = try Arguments(words, options: [.help, .version])
    try arguments.allowOperands(0)
    if arguments.contains(.version) {
      console.printLine(Installation.line)
      return .success
    }
    if arguments.contains(.help) {
      console.write(overview)
      return .success
    }
    console.report(overview)
    return .usage
  }

  private func list(_ words: [String]) throws(UsageError) -> ExitCode {
    let arguments = try Arguments(words, options: [.help, Self.names])
    try arguments.allowOperands(0)
    if arguments.contains(.help) {
      console.write(overview)
    } else if arguments.contains(Self.names) {
      for experiment in experiments { console.printLine(experiment.name) }
    } else {
      console.write(experimentList)
    }
    return .success
  }

  private func help(_ words: [String]) throws(UsageError) -> ExitCode {
    let arguments = try Arguments(words, options: [.help])
    try arguments.allowOperands(1)
    if let name = arguments.operands.first {
      console.write(try helpText(for: command(named: name)))
    } else {
      console.write(overview)
    }
    return .success
  }

  private func run(_ command: any Command, _ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, options: command.options + Self.commonOptions)
    if command.operand == nil { try arguments.allowOperands(0) }
    if arguments.contains(.help) {
      console.write(helpText(for: command))
      return .success
    }
    #if DEBUG
      console.reportLine(
        "playground: a debug build, many times slower; 'swift run -c release playground' is fast")
    #endif
    let quiet = arguments.contains(.quiet)
    let verdict = try command.run(arguments, on: quiet ? console.withoutProgress() : console)
    switch verdict {
    case .passed: return .success
    case .failed(let reason):
      console.reportLine("playground: \(command.name): \(reason)")
      return .failure
    case .interrupted(let reason):
      console.reportLine("playground: \(command.name): \(reason)")
      return .interrupted
    }
  }

  private func command(named name: String) throws(UsageError) -> any Command {
    let known = experiments + commands
    guard let command = known.first(where: { $0.name == name }) else {
      throw UsageError(unknown: "command", name, known: known.map(\.name) + ["list", "help"])
    }
    return command
  }
}
