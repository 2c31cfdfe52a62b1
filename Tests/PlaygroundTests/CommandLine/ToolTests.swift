// SPDX-License-Identifier: Apache-2.0
internal import Testing
internal import Wengert

@testable internal import playground

/// Prints its number and passes when it is even.
private struct Parity: Command {
  static let number = Option("number", value: "N", "the number to look at")
  struct Trouble: Error, CustomStringConvertible { let description = "no number, no answer" }

  let name = "parity"
  let summary = "says whether a number is even"
  let discussion = "Looks at the last bit."
  let options = [number]

  func run(_ arguments: Arguments, on console: Console) throws -> playground.Verdict {
    guard let number = try arguments.integer(Self.number, in: 0...9) else { throw Trouble() }
    var progress = ProgressLine(on: console)
    progress.show("looking")
    progress.clear()
    console.printLine("\(number)")
    return number.isMultiple(of: 2) ? .passed : .failed("\(number) is odd")
  }
}

@Suite("playground")
struct ToolTests {
  private func run(_ words: [String], columns: Int? = nil) -> (code: ExitCode, recorder: ConsoleRecorder) {
    let recorder = ConsoleRecorder()
    let tool = Tool(experiments: [Parity()], commands: [], console: recorder.console(columns: columns))
    return (tool.run(words), recorder)
  }

  @Test(
    "what is asked for goes to standard output, with exit code 0",
    arguments: [
      (["list"], "  parity  says whether a number is even\n"),
      (["list", "--names"], "parity\n"),
      (["help"], "usage: playground <command> [options]"),
      (["--help"], "usage: playground <command> [options]"),
      (["-h"], "usage: playground <command> [options]"),
      (["help", "parity"], "Looks at the last bit.\n\noptions:\n  --number N   the number to look at\n"),
      (["parity", "--help"], "usage: playground parity [options]"),
      (["--version"], "playground \(Installation.version) (Swift "),
      (["parity", "--number", "4"], "4\n"),
    ])
  func answers(words: [String], beginning: String) {
    let (code, recorder) = run(words)
    #expect(code == .success)
    #expect(recorder.output.contains(beginning))
  }

  @Test(
    "mistakes go to standard error, with exit code 2",
    arguments: [
      ([], "usage: playground"),
      (["parti"], "unknown command 'parti'; did you mean 'parity'?"),
      (["lst"], "unknown command 'lst'; did you mean 'list'?"),
      (["help", "prity"], "did you mean 'parity'?"),
      (["--quiet"], "unknown option '--quiet'"),
      (["parity", "--nubmer", "3"], "unknown option '--nubmer'; did you mean '--number'?"),
      (["parity", "--number", "12"], "--number takes a whole number from 0 to 9, not '12'"),
      (["parity", "4"], "unexpected argument '4'"),
      (["list", "all"], "unexpected argument 'all'"),
    ])
  func mistakes(words: [String], message: String) {
    let (code, recorder) = run(words)
    #expect(code == .usage)
    #expect(recorder.reports.contains(message))
    #expect(recorder.output.isEmpty)
  }

  @Test func `a failed check is exit code 1, its result still on standard output`() {
    let (code, recorder) = run(["parity", "--number=3"])
    #expect(code == .failure)
    #expect(recorder.output == "3\n")
    #expect(recorder.reports.hasSuffix("playground: parity: 3 is odd\n"))
  }

  @Test func `an error is exit code 1`() {
    let (code, recorder) = run(["parity"])
    #expect(code == .failure)
    #expect(recorder.reports.hasSuffix("playground: no number, no answer\n"))
  }

  @Test func `quiet switches the progress line off`() {
    #expect(run(["parity", "--number=4"], columns: 80).recorder.reports.contains("looking"))
    #expect(!run(["parity", "--number=4", "-q"], columns: 80).recorder.reports.contains("looking"))
  }

  @Test func `commands have distinct names and one-line summaries`() {
    let all = Experiments.all + Commands.all
    let names = all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(names).isDisjoint(with: ["list", "help"]))
    #expect(all.allSatisfy { !$0.summary.contains("\n") })
  }
}
