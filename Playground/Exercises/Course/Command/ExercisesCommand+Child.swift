// SPDX-License-Identifier: Apache-2.0

extension ExercisesCommand {
  /// Whether a program was started by the grader to judge one answer.
  package static func isChild(_ words: [String]) -> Bool { words.first == GradingChild.command }

  /// Judges one answer in this process and reports to the grader. Does not return.
  package static func judge(_ words: [String], from sources: [Source]) -> Never {
    guard words.count == 5, let seconds = Int(words[4]),
      let source = sources.first(where: { $0.name == words[1] }),
      let submission = source.submissions.first(where: { $0.name == words[2] })
    else { fatalError("\(words) do not come from the grader") }
    GradingChild.run(submission, in: words[3], limits: ResourceLimits(seconds: seconds))
  }
}
