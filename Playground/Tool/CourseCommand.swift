// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import CourseAnswers
internal import CourseTeacher

/// The course: pages, hints and grades.
struct CourseCommand: Command {
  let name = "exercises"
  let summary = "the course: write seventeen small functions, and see what is wrong with them"
  let operand: String? = "list|show N|check [N|all]|hint N [1|2|3]|reset (N|all)|export"
  var discussion: String { ExercisesCommand.discussion }
  var options: [Option] { ExercisesCommand.options }

  func run(_ arguments: Arguments, on console: Console) throws -> Verdict {
    let course = ExercisesCommand(sources: Self.sources, program: "playground exercises", console: console)
    return try course.run(arguments) ? .passed : .failed("points are missing")
  }

  /// The answers in this package, and the teacher's: the solutions, the wrong answers by number, and the hostile ones.
  static var sources: [ExercisesCommand.Source] {
    [("answers", Answers.all), ("solutions", Teaching.solutions)]
      + Teaching.wrongAnswerSets.enumerated().map { ("wrong\($0 + 1)", $1) }
      + Teaching.hostile.map { ("hostile-\($0.name)", [$0.submission]) }
  }
}
