// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let differences = Teaching(
    Exercises.differences, solution: CourseTeacher.differences,
    wrong: [
      WrongAnswer("goes to one side", .oneSided) { f, x in
        let h = 1.5e-8 * max(1, x.magnitude)
        return (try f(x + h) - f(x)) / h
      },
      WrongAnswer("takes the smallest step", .stepTooSmall) { f, x in
        let h = 1e-12 * max(1, x.magnitude)
        return (try f(x + h) - f(x - h)) / (2 * h)
      },
      WrongAnswer("takes a long step", .stepTooLarge) { f, x in
        let h = 1e-2 * max(1, x.magnitude)
        return (try f(x + h) - f(x - h)) / (2 * h)
      },
      WrongAnswer("divides by h", .constantFactor) { f, x in
        let h = 6e-6 * max(1, x.magnitude)
        return (try f(x + h) - f(x - h)) / h
      },
      WrongAnswer("divides by 4h", .constantFactor) { f, x in
        let h = 6e-6 * max(1, x.magnitude)
        return (try f(x + h) - f(x - h)) / (4 * h)
      },
      WrongAnswer("takes the same step everywhere", .unscaledStep) { f, x in
        (try f(x + 6e-6) - f(x - 6e-6)) / 1.2e-5
      },
      WrongAnswer("exchanges the two values", .wrongSign) { f, x in
        let h = 6e-6 * max(1, x.magnitude)
        return (try f(x - h) - f(x + h)) / (2 * h)
      },
      WrongAnswer("tries every step", .tooManyValues) { f, x in
        var slope = 0.0
        for k in 1...10 {
          let h = 6e-6 * max(1, x.magnitude) * Double(k)
          slope += (try f(x + h) - f(x - h)) / (20 * h)
        }
        return slope
      },
    ])
}
