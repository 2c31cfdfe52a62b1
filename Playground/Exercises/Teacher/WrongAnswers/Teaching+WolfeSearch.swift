// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let wolfeSearch = Teaching(
    Exercises.wolfeSearch, solution: CourseTeacher.wolfeSearch,
    wrong: [
      WrongAnswer("always takes the whole step", .stepTooShort) { _ in 1 },
      WrongAnswer("halves until the value is lower", .stepTooShort) { phi in
        let start = try phi(0)
        var step = 1.0
        while !(try phi(step).value < start.value + 1e-4 * step * start.slope) { step /= 2 }
        return step
      },
      WrongAnswer("doubles until the line rises", .stepTooLong) { phi in
        var step = 1.0
        while try phi(step).slope < 0 { step *= 2 }
        return step
      },
      WrongAnswer("does not see infinite values", .infiniteValues) { phi in
        let start = try phi(0)
        var (low, step) = (0.0, 1.0)
        var high: Double?
        for _ in 0..<58 {
          let point = try phi(step)
          if point.slope > 0.1 * start.slope.magnitude {
            high = step
          } else if point.slope < 0.1 * start.slope {
            low = step
          } else {
            return step
          }
          step = high.map { (low + $0) / 2 } ?? 2 * step
        }
        return step
      },
      WrongAnswer("turns the bracket around", .tooSlow) { phi in
        let start = try phi(0)
        var (low, step) = (0.0, 1.0)
        var high = 2.0
        while true {
          let point = try phi(step)
          if point.slope.magnitude <= 0.1 * start.slope.magnitude { return step }
          if point.slope > 0 { low = step } else { high = step }
          step = (low + high) / 2
        }
      },
      WrongAnswer("takes tiny steps", .stepTooShort) { _ in 1e-6 },
      WrongAnswer("goes backwards", .stepNotPositive) { _ in -1 },
    ])
}
