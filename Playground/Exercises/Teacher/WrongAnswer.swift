// SPDX-License-Identifier: Apache-2.0
internal import Course

/// A wrong answer that students give, and the mistake that a check has to find in it.
struct WrongAnswer<Answer: Sendable>: Sendable {
  /// What the student did.
  let name: String
  let mistake: Mistake
  let answer: Answer

  init(_ name: String, _ mistake: Mistake, _ answer: Answer) {
    self.name = name
    self.mistake = mistake
    self.answer = answer
  }
}
