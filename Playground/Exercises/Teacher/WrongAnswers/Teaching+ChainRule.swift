// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let chainRule = Teaching(
    Exercises.chainRule, solution: CourseTeacher.chainRule,
    wrong: [
      WrongAnswer("stops at the outer function", .missingInnerDerivative) { exp(sin($0 * $0)) },
      WrongAnswer("forgets the square", .missingInnerDerivative) { exp(sin($0 * $0)) * cos($0 * $0) },
      WrongAnswer("forgets the sine", .missingInnerDerivative) { exp(sin($0 * $0)) * 2 * $0 },
      WrongAnswer("takes the cosine at x", .slopeAtWrongPlace) { exp(sin($0 * $0)) * cos($0) * 2 * $0 },
      WrongAnswer("puts the cosine into the exponent", .slopeAtWrongPlace) { exp(cos($0 * $0)) * 2 * $0 },
      WrongAnswer("has the sign of the cosine's slope", .wrongSign) {
        -exp(sin($0 * $0)) * cos($0 * $0) * 2 * $0
      },
      WrongAnswer("forgets the 2", .constantFactor) { exp(sin($0 * $0)) * cos($0 * $0) * $0 },
      WrongAnswer("adds the slopes", .slopesAdded) { exp(sin($0 * $0)) + cos($0 * $0) + 2 * $0 },
    ])
}
