// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let fanOut = Teaching(
    Exercises.fanOut, solution: CourseTeacher.fanOut,
    wrong: [
      WrongAnswer("overwrites the adjoint of x", .overwritten) { sin($0) },
      WrongAnswer("overwrites the adjoint of a", .overwritten) { x in x * cos(x) },
      WrongAnswer("forgets that x is used directly", .missingPath) { x in (x + 2 * sin(x)) * cos(x) },
      WrongAnswer("counts a·a once", .missingPath) { x in (x + sin(x)) * cos(x) + sin(x) },
      WrongAnswer("forgets a·a", .missingPath) { x in x * cos(x) + sin(x) },
      WrongAnswer("counts the direct use twice", .doubledPath) { x in (x + 2 * sin(x)) * cos(x) + 2 * sin(x)
      },
      WrongAnswer("has the sign wrong", .wrongSign) { x in -((x + 2 * sin(x)) * cos(x) + sin(x)) },
      WrongAnswer("returns the sum", .wrongShape) { x in Tensor(sum((x + 2 * sin(x)) * cos(x) + sin(x))) },
    ])
}
