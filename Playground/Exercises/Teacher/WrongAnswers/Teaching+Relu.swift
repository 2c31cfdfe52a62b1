// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let relu = Teaching(
    Exercises.relu, solution: reluPullback,
    wrong: [
      WrongAnswer("masks by the cotangent", .maskFromCotangent) { _, c in c.map { $0 > 0 ? $0 : 0 } },
      WrongAnswer("lets everything through", .noMask) { _, c in c },
      WrongAnswer("multiplies by x", .noMask) { x, c in x * c },
      WrongAnswer("masks upside down", .invertedMask) { x, c in c * x.map { $0 > 0 ? 0 : 1 } },
      WrongAnswer("forgets the cotangent", .missingCotangent) { x, _ in x.map { $0 > 0 ? 1 : 0 } },
      WrongAnswer("has slope 1 at 0", .slopeAtKink) { x, c in
        try Tensor(shape: x.shape, scalars: zip(x.scalars, c.scalars).map { $0 >= 0 ? $1 : 0 })
      },
      WrongAnswer("multiplies by a mask", .closedWayNotZero) { x, c in c * x.map { $0 > 0 ? 1 : 0 } },
      WrongAnswer("leaks", .noMask) { x, c in
        try Tensor(shape: x.shape, scalars: zip(x.scalars, c.scalars).map { $0 > 0 ? $1 : 0.01 * $1 })
      },
    ])
}
