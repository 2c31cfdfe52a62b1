// SPDX-License-Identifier: Apache-2.0

/// An exercise together with an answer, ready to be graded.
public struct Submission: Sendable {
  /// A check of this answer.
  struct BoundCheck: Sendable {
    let name: String
    let crash: Mistake
    let timeout: Mistake
    let finding: @Sendable () -> Finding?
  }

  /// The name of the exercise.
  public let name: String
  /// One line for the list.
  let title: String
  /// Three hints, each saying more than the one before.
  package let hints: [String]
  let checks: [BoundCheck]
}
