// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let logSumExp = Teaching(
    Exercises.logSumExp, solution: stableLogSumExp,
    wrong: [
      WrongAnswer("does not shift", .overflow) { x in log(x.reduce(0) { $0 + exp($1) }) },
      WrongAnswer("does not shift back", .notShiftedBack) { x in
        let c = x.max() ?? 0
        return log(x.reduce(0) { $0 + exp($1 - c) })
      },
      WrongAnswer("shifts back twice", .notShiftedBack) { x in
        let c = x.max() ?? 0
        return 2 * c + log(x.reduce(0) { $0 + exp($1 - c) })
      },
      WrongAnswer("shifts in the wrong direction", .notShiftedBack) { x in
        let c = x.max() ?? 0
        return log(x.reduce(0) { $0 + exp($1 - c) }) - c
      },
      WrongAnswer("returns the largest", .onlyMaximum) { x in x.max() ?? 0 },
      WrongAnswer("shifts by the mean", .overflow) { x in
        let c = x.reduce(0, +) / Double(x.count)
        return c + log(x.reduce(0) { $0 + exp($1 - c) })
      },
      WrongAnswer("shifts down, never up", .underflow) { x in
        let c = max(0, x.max() ?? 0)
        return c + log(x.reduce(0) { $0 + exp($1 - c) })
      },
      WrongAnswer("takes −∞ from −∞", .infinityMinusInfinity) { x in
        let c = x.max() ?? 0
        return c + log(x.reduce(0) { $0 + exp($1 - c) })
      },
    ])
}
