// SPDX-License-Identifier: Apache-2.0
package import Course

/// What a teacher knows of an exercise: a solution, and answers that students really give and that are wrong.
package struct Teaching: Sendable {
  /// The exercise with the solution.
  package let solution: Submission
  /// The exercise with each wrong answer.
  package let wrongAnswers: [(name: String, mistake: Mistake, submission: Submission)]

  init<Answer: Sendable>(_ exercise: Exercise<Answer>, solution: Answer, wrong: [WrongAnswer<Answer>]) {
    self.solution = exercise.answered(by: solution)
    wrongAnswers = wrong.map { ($0.name, $0.mistake, exercise.answered(by: $0.answer)) }
  }

  /// The exercises in order.
  package static let all: [Teaching] = [
    chainRule, ownTape, fanOut, broadcasting, matrixProduct, relu, fromOutputs, crossEntropy, logSumExp,
    differences, halfGradient, biasFromActivation, adamStep, wolfeSearch, bfgsUpdate, dampedStep,
    forwardAndReverse,
  ]

  /// The solutions, in order.
  package static let solutions = all.map(\.solution)

  /// For every number the exercises with their wrong answer of this number, where there is one.
  package static let wrongAnswerSets: [[Submission]] = (0..<largestCount).map { number in
    all.compactMap { $0.wrongAnswers.indices.contains(number) ? $0.wrongAnswers[number].submission : nil }
  }

  private static var largestCount: Int { all.reduce(0) { Swift.max($0, $1.wrongAnswers.count) } }
}
