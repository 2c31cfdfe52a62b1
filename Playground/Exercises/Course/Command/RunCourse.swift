// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
internal import PlaygroundCommandLine

/// Runs the command of a student's package. Does not return.
///
/// - Parameters:
///   - words: The words of the command line after the program's name.
///   - answers: The student's answers, in the course's order.
public func runCourse(_ words: [String], answers: [Submission]) -> Never {
  let sources: [ExercisesCommand.Source] = [("answers", answers)]
  if ExercisesCommand.isChild(words) { ExercisesCommand.judge(words, from: sources) }
  let console = Console.system
  let options = ExercisesCommand.studentOptions + [.json, .help]
  let command = ExercisesCommand(sources: sources, program: "swift run exercises", console: console)
  do {
    let arguments = try Arguments(words, options: options)
    if arguments.contains(.help) || words.isEmpty {
      console.printLine("usage: swift run exercises list|show|check|hint|reset [N] [options]\n")
      console.printLine("\(ExercisesCommand.studentDiscussion)\n\noptions:")
      console.write(definitions(options.map { ($0.usage, $0.summary) }))
      exit(ExitCode.success.rawValue)
    }
    exit((try command.run(arguments) ? ExitCode.success : .failure).rawValue)
  } catch let error as UsageError {
    console.reportLine("exercises: \(error)")
    exit(ExitCode.usage.rawValue)
  } catch {
    console.reportLine("exercises: \(error)")
    exit(ExitCode.failure.rawValue)
  }
}
