// SPDX-License-Identifier: Apache-2.0

extension ExercisesCommand {
  /// What the command does, for a help text.
  package static let discussion = discussion(
    exporting: "export --student FOLDER  make a package for students, without solutions\n")

  /// What the command does in the students' package, which is made already.
  static let studentDiscussion = discussion(exporting: "")

  private static func discussion(exporting line: String) -> String {
    """
    list                     the exercises
    show N                   the page of an exercise
    check [N|all] [--json]   judge answers
    hint N [1|2|3]           a hint; each says more than the one before
    reset N|all              put an answer's file back to its beginning; what it held is kept beside it
    \(line)
    N is a number or a name. Each answer is judged in a process of its own, with limits of time and
    memory, so that a trap or an endless loop in one costs nothing in the others.
    """
  }
}
