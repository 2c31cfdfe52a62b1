// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The value and the slope of a function along a line.
public struct LineValue: Sendable {
  /// The value.
  public let value: Double
  /// The slope.
  public let slope: Double
}

/// A step α > 0 with φ(α) ≤ φ(0) + 1e-4·α·φ'(0) and |φ'(α)| ≤ 0.1·|φ'(0)|, where φ'(0) < 0, from at most 60 values.
public typealias WolfeSearchAnswer = @Sendable (_ phi: (Double) throws -> LineValue) throws -> Double

extension Mistake {
  /// The first condition does not hold.
  public static let noSufficientDecrease = Mistake(
    "no-sufficient-decrease",
    "The function is not low enough at the step: φ(α) ≤ φ(0) + 1e-4·α·φ'(0) does not hold.")
  /// The line still falls.
  public static let stepTooShort = Mistake(
    "step-too-short", "The line still falls steeply at the step: go on. When no upper end is known, double.")
  /// The line rises.
  public static let stepTooLong = Mistake(
    "step-too-long",
    "The line rises steeply at the step: the lowest point is behind you. Bracket it, and halve.")
  /// Infinite values are not understood.
  public static let infiniteValues = Mistake(
    "infinite-values", "A value that is infinite or no number is a wall: treat it as too high, and come back."
  )
  /// The step is not positive.
  public static let stepNotPositive = Mistake("step-not-positive", "A step along the line is positive.")
}

extension Exercises {
  /// A line search.
  public static let wolfeSearch = Exercise<WolfeSearchAnswer>(
    name: "WolfeSearch", title: "A line search for the strong Wolfe conditions",
    hints: [
      "Keep two ends: low = 0, where the line falls, and high = none so far. Begin with α = 1.",
      "If φ(α) is too high, is not finite, or rises (φ' > 0): high = α. Otherwise, if it still falls: low = α.",
      "The next α is 2α while there is no high, else the middle of low and high. Stop when both conditions hold.",
    ],
    checks: [
      Check("a parabola with its lowest point at 1") {
        try searchFinding($0) { LineValue(($0 - 1) * ($0 - 1), 2 * ($0 - 1)) }
      },
      Check("the lowest point is far away, at 300") { answer in
        try searchFinding(answer) { LineValue(0.001 * ($0 - 300) * ($0 - 300), 0.002 * ($0 - 300)) }
      },
      Check("the lowest point is close, at 0.002") { answer in
        try searchFinding(answer) { LineValue(($0 - 0.002) * ($0 - 0.002), 2 * ($0 - 0.002)) }
      },
      Check("a quartic with a steep wall") { answer in
        try searchFinding(answer) { a in
          LineValue(a * a * a * a / 4 - 3 * a, a * a * a - 3)
        }
      },
      Check("a slow valley, e⁻ᵃ + a/50") { answer in
        try searchFinding(answer) { LineValue(exp(-$0) + $0 / 50, -exp(-$0) + 0.02) }
      },
      Check("infinite beyond 0.5") { answer in
        try searchFinding(answer, mistake: .infiniteValues) { a in
          a < 0.5 ? LineValue(-log(0.5 - a) - 6 * a, 1 / (0.5 - a) - 6) : LineValue(.infinity, .nan)
        }
      },
    ])
}

extension LineValue {
  fileprivate init(_ value: Double, _ slope: Double) {
    self.value = value
    self.slope = slope
  }
}

private struct TooManyValues: Error {}

private func searchFinding(
  _ answer: WolfeSearchAnswer, mistake: Mistake? = nil, _ phi: @escaping (Double) -> LineValue
) throws -> Finding? {
  var count = 0
  let step: Double
  do {
    step = try answer { a in
      count += 1
      guard count <= 200 else { throw TooManyValues() }
      return phi(a)
    }
  } catch is TooManyValues {
    return Finding(mistake ?? .tooSlow, "200 values were not enough")
  }
  let (start, end) = (phi(0), phi(step))
  let evidence =
    "φ(0) = \(start.value), φ'(0) = \(start.slope); φ(\(step)) = \(end.value), φ'(\(step)) = \(end.slope)"
  guard step > 0, step.isFinite else { return Finding(mistake ?? .stepNotPositive, "the step is \(step)") }
  guard end.value.isFinite else { return Finding(mistake ?? .notFinite, evidence) }
  if end.slope > 0.1 * start.slope.magnitude { return Finding(.stepTooLong, evidence) }
  guard end.value <= start.value + 1e-4 * step * start.slope else {
    return Finding(.noSufficientDecrease, evidence)
  }
  if end.slope < 0.1 * start.slope { return Finding(.stepTooShort, evidence) }
  return count <= 60 ? nil : Finding(.tooManyValues, "\(count) values")
}
