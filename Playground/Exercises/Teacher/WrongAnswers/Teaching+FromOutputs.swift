// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let fromOutputs = Teaching(
    Exercises.fromOutputs, solution: CourseTeacher.fromOutputs,
    wrong: [
      WrongAnswer("applies the function again", .appliedTwice) { activation, y, c in
        let again = activation == .tanh ? tanh(y) : sigmoid(y)
        return activation == .tanh ? c * (1 - again * again) : c * again * (1 - again)
      },
      WrongAnswer("forgets the cotangent", .missingCotangent) { activation, y, _ in
        activation == .tanh ? 1 - y * y : y * (1 - y)
      },
      WrongAnswer("exchanges the slopes", .otherActivation) { activation, y, c in
        activation == .tanh ? c * y * (1 - y) : c * (1 - y * y)
      },
      WrongAnswer("forgets the square and the factor y", .incompleteSlope) { _, y, c in c * (1 - y) },
      WrongAnswer("takes tanh's slope for both", .otherActivation) { _, y, c in c * (1 - y * y) },
      WrongAnswer("has the sign wrong", .wrongSign) { activation, y, c in
        activation == .tanh ? c * (y * y - 1) : c * y * (y - 1)
      },
      WrongAnswer("takes sigmoid's slope for both", .otherActivation) { _, y, c in c * y * (1 - y) },
    ])
}
