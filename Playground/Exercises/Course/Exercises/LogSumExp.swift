// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// `log Σ exp(x)` of some numbers, at least one.
public typealias LogSumExpAnswer = @Sendable (_ x: [Double]) throws -> Double

extension Mistake {
  /// All powers underflow.
  public static let underflow = Mistake(
    "underflow", "exp of a very negative number is 0, and the log of 0 is −∞. Shift by the largest number.")
  /// The shift is not undone.
  public static let notShiftedBack = Mistake(
    "not-shifted-back", "What is subtracted before exp has to be added again after log, once.")
  /// Only the largest counts.
  public static let onlyMaximum = Mistake("only-maximum", "All numbers count, not only the largest.")
  /// Infinity minus infinity.
  public static let infinityMinusInfinity = Mistake(
    "infinity-minus-infinity",
    "When the largest number is −∞ the shift gives −∞ − (−∞), which is not a number. The result is −∞.")
}

extension Exercises {
  /// A stable log-sum-exp.
  public static let logSumExp = Exercise<LogSumExpAnswer>(
    name: "LogSumExp", title: "A log-sum-exp that does not overflow",
    hints: [
      "log Σ exp(x) = c + log Σ exp(x − c), for any c. Which c keeps all powers at most 1?",
      "c = the largest. Then at least one power is 1, so that the sum is between 1 and the count.",
      "let c = x.max() ?? -.infinity; when c is infinite, return it; else c + log of the sum of exp(x − c).",
    ],
    checks: [
      Check("a single number is itself") { answer in
        for x in [0.0, 3.5, -700] {
          let value = try answer([x])
          guard (value - x).magnitude <= 1e-12 * (1 + x.magnitude) else {
            return Finding(try shiftMistake(answer) ?? .wrongValue, "for [\(x)] it is \(value)")
          }
        }
        return try sumMistake(answer)
      },
      Check("n equal numbers give log n more") { answer in
        for n in [2, 10] {
          let gain = try answer(Array(repeating: 1.5, count: n)) - 1.5
          guard (gain - Wengert.log(Double(n))).magnitude < 1e-12 else {
            return Finding(
              try shiftMistake(answer) ?? sumMistake(answer)?.mistake ?? .wrongValue, "for \(n): \(gain)")
          }
        }
        return nil
      },
      Check("the slope by each number is its share, by differences") { answer in
        let x = [0.3, -1.2, 0.9]
        let whole = exp(x[0]) + exp(x[1]) + exp(x[2])
        for i in x.indices {
          let h = 1e-5
          var (up, down) = (x, x)
          up[i] += h
          down[i] -= h
          let slope = (try answer(up) - answer(down)) / (2 * h)
          guard (slope - exp(x[i]) / whole).magnitude < 1e-8 else {
            return Finding(
              try shiftMistake(answer) ?? sumMistake(answer)?.mistake ?? .wrongDerivative,
              "by x[\(i)]: \(slope)")
          }
        }
        return nil
      },
      Check("a shift of all numbers shifts the result, upwards without overflow") { answer in
        try shiftFinding(answer, by: 1000, .overflow)
      },
      Check("and downwards without underflow") { try shiftFinding($0, by: -1000, .underflow) },
      Check("a wide range") { answer in
        let value = try answer([-1000, 800, 0])
        guard value.isFinite else { return Finding(.overflow, "for [−1000, 800, 0] it is \(value)") }
        return value == 800
          ? nil : Finding(try shiftMistake(answer) ?? .wrongValue, "it is \(value), not 800")
      },
      Check("probabilities of 0 are allowed") { answer in
        let (some, none) = (try answer([-.infinity, 2]), try answer([-.infinity, -.infinity]))
        guard some == 2, none == -.infinity else {
          return Finding(
            some == 2 || some.isNaN ? .infinityMinusInfinity : try shiftMistake(answer) ?? .wrongValue,
            "for [−∞, 2]: \(some); for [−∞, −∞]: \(none)")
        }
        return nil
      },
    ])
}

private func shiftFinding(_ answer: LogSumExpAnswer, by c: Double, _ mistake: Mistake) throws -> Finding? {
  let x = [0.5, -0.25, 1]
  let (plain, shifted) = (try answer(x), try answer(x.map { $0 + c }))
  guard shifted.isFinite else { return Finding(mistake, "shifted by \(c) it is \(shifted)") }
  guard (shifted - c - plain).magnitude < 1e-10 else {
    return Finding(
      try shiftMistake(answer) ?? sumMistake(answer)?.mistake ?? .wrongValue,
      "shifted by \(c) it grows by \(shifted - plain)")
  }
  return try sumMistake(answer)
}

/// Whether a shift of the numbers moves the result by another amount.
private func shiftMistake(_ answer: LogSumExpAnswer) throws -> Mistake? {
  let gain = try answer([3, 2.5]) - answer([1, 0.5])
  return gain.isFinite && (gain - 2).magnitude > 1e-9 ? .notShiftedBack : nil
}

/// Whether a second number counts.
private func sumMistake(_ answer: LogSumExpAnswer) throws -> Finding? {
  let value = try answer([1, 0.9])
  return value == 1 ? Finding(.onlyMaximum, "for [1, 0.9] it is 1") : nil
}
