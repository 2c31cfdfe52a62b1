// SPDX-License-Identifier: Apache-2.0

/// Prints a script that lets a shell complete commands and options.
struct Completion: Command {
  let name = "completion"
  let summary = "print a script with which a shell completes commands and options"
  let operand: String? = "bash|zsh|fish"
  let discussion = """
    For bash:  source <(playground completion bash)
    For zsh:   source <(playground completion zsh)
    For fish:  playground completion fish | source
    """
  let options: [Option] = []
  /// Everything that is completed.
  let commands: @Sendable () -> [any Command]

  func run(_ arguments: Arguments, on console: Console) throws -> Verdict {
    try arguments.allowOperands(1)
    switch arguments.operands.first {
    case "bash": console.write(bash)
    case "zsh": console.write("autoload -U +X bashcompinit && bashcompinit\n" + bash)
    case "fish": console.write(fish)
    case let shell?: throw UsageError(unknown: "shell", shell, known: ["bash", "zsh", "fish"])
    case nil: throw UsageError("which shell? bash, zsh or fish")
    }
    return .passed
  }

  private func options(of command: any Command) -> [Option] { command.options + Tool.commonOptions }

  private var bash: String {
    let names = (commands().map(\.name) + ["list", "help"]).joined(separator: " ")
    let cases = commands().map { command in
      let words =
        options(of: command).map { "--\($0.name)" } + (command.name == name ? ["bash", "zsh", "fish"] : [])
      return "    \(command.name)) words='\(words.joined(separator: " "))' ;;\n"
    }
    return """
      _playground() {
        local words=
        case ${COMP_WORDS[1]} in
      \(cases.joined())    help) words='\(commands().map(\.name).joined(separator: " "))' ;;
        esac
        if [ "$COMP_CWORD" -eq 1 ]; then words='\(names)'; fi
        COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
      }
      complete -o default -F _playground playground

      """
  }

  private var fish: String {
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "\\'") + "'" }
    var lines = ["complete -c playground -f"]
    for command in commands() {
      lines.append(
        "complete -c playground -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.summary))")
      for option in options(of: command) {
        let letter = option.letter.map { " -s \($0)" } ?? ""
        lines.append(
          "complete -c playground -n '__fish_seen_subcommand_from \(command.name)' -l \(option.name)\(letter)"
            + "\(option.value == nil ? "" : " -r") -d \(quoted(option.summary))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
