// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A property that a right answer has.
public struct Check<Answer: Sendable>: Sendable {
  /// What is true of a right answer: a phrase.
  let name: String
  /// What it means here when the code traps.
  let crash: Mistake
  /// What it means here when the time is up.
  let timeout: Mistake
  /// Looks at an answer; finds nothing when the property holds.
  let finding: @Sendable (Answer) throws -> Finding?

  /// A property and how to see whether an answer has it.
  init(
    _ name: String, crash: Mistake = .crashed, timeout: Mistake = .tooSlow,
    _ finding: @escaping @Sendable (Answer) throws -> Finding?
  ) {
    self.name = name
    self.crash = crash
    self.timeout = timeout
    self.finding = finding
  }

  /// What is wrong with an answer; a thrown error is, too.
  func run(_ answer: Answer) -> Finding? {
    do {
      return try finding(answer)
    } catch let error as NotYet {
      return Finding(.notYet, error.description)
    } catch let error as ShapeError {
      return Finding(.wrongShape, "\(error)")
    } catch {
      return Finding(.threw, "\(error)")
    }
  }
}
