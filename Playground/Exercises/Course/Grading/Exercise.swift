// SPDX-License-Identifier: Apache-2.0

/// A task with one function to write, and the properties by which any answer is judged.
///
/// The page is `Pages/NAME.md`, the student's file `Answers/NAME.swift`. The checks know no answer: they hold for
/// every right one, so that they run alike on the student's, on the solution and on the known wrong answers.
public struct Exercise<Answer: Sendable>: Sendable {
  /// The name of its files.
  let name: String
  /// One line for the list.
  let title: String
  /// Three hints, each saying more than the one before.
  let hints: [String]
  /// The properties, the simple ones first.
  let checks: [Check<Answer>]

  /// The exercise with a function to judge.
  public func answered(by answer: Answer) -> Submission {
    Submission(
      name: name, title: title, hints: hints,
      checks: checks.map { check in
        Submission.BoundCheck(
          name: check.name, crash: check.crash, timeout: check.timeout, finding: { check.run(answer) })
      })
  }
}

/// The exercises; each is declared in a file of its own.
public enum Exercises {}
