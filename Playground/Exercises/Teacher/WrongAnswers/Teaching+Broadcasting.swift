// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let broadcasting = Teaching(
    Exercises.broadcasting, solution: CourseTeacher.broadcasting,
    wrong: [
      WrongAnswer("does not sum for b", .unsummedBroadcast) { x, s, c in
        ScaleAndShiftGradients(x: c * s, s: try sum(c * x, along: 0), b: c)
      },
      WrongAnswer("does not sum for s", .unsummedBroadcast) { x, s, c in
        ScaleAndShiftGradients(x: c * s, s: c * x, b: try sum(c, along: 0))
      },
      WrongAnswer("sums along the wrong axis", .wrongAxis) { x, s, c in
        ScaleAndShiftGradients(x: c * s, s: try sum(c * x, along: 1), b: try sum(c, along: 1))
      },
      WrongAnswer("takes means", .meanAgainstSum) { x, s, c in
        ScaleAndShiftGradients(x: c * s, s: try mean(c * x, along: 0), b: try mean(c, along: 0))
      },
      WrongAnswer("takes the mean for b", .meanAgainstSum) { x, s, c in
        ScaleAndShiftGradients(x: c * s, s: try sum(c * x, along: 0), b: try mean(c, along: 0))
      },
      WrongAnswer("passes the cotangent on to x", .wrongDerivative) { x, _, c in
        ScaleAndShiftGradients(x: c, s: try sum(c * x, along: 0), b: try sum(c, along: 0))
      },
      WrongAnswer("takes the sign of a difference for b", .wrongSign) { x, s, c in
        ScaleAndShiftGradients(x: c * s, s: try sum(c * x, along: 0), b: -(try sum(c, along: 0)))
      },
      WrongAnswer("sums everything for b", .wrongShape) { x, s, c in
        ScaleAndShiftGradients(x: c * s, s: try sum(c * x, along: 0), b: Tensor(sum(c)))
      },
    ])
}
