// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What Adam remembers between steps; all 0 before the first.
public struct AdamState: Sendable {
  /// How many steps were taken.
  public var count = 0
  /// The running mean of the gradients (momentum), one number for each parameter.
  public var mean: [Double]
  /// The running mean of their squares.
  public var square: [Double]

  /// The state before the first of the steps of so many parameters.
  public init(parameters: Int) {
    mean = Array(repeating: 0, count: parameters)
    square = mean
  }
}

/// Takes in a gradient, and returns what to add to the parameters. The rates of forgetting are 0.9 for the mean and
/// 0.999 for the square, ε is 1e-8.
public typealias AdamStepAnswer =
  @Sendable (
    _ gradient: [Double], _ learningRate: Double, _ state: inout AdamState
  ) throws -> [Double]

extension Mistake {
  /// The running means are biased towards 0.
  public static let noBiasCorrection = Mistake(
    "no-bias-correction",
    "The running means start at 0 and are too small at first. Divide them by 1 − βᵗ, where t counts from 1.")
  /// The count begins at the wrong number.
  public static let countOffByOne = Mistake(
    "count-off-by-one", "The first step is number 1: count up before you use the count. 1 − β⁰ is 0.")
  /// The state is not kept.
  public static let stateNotKept = Mistake(
    "state-not-kept", "The state after a step is the state before the next. Write back what you compute.")
  /// Uphill.
  public static let uphill = Mistake(
    "uphill", "The step goes up the hill: what is added is against the gradient.")
  /// No square root.
  public static let missingRoot = Mistake(
    "missing-root", "The mean of squares has the unit of a square. Divide by its root, so that units cancel.")
  /// The two rates are exchanged.
  public static let ratesExchanged = Mistake(
    "rates-exchanged", "The rates are exchanged: the mean forgets with 0.9, the square with 0.999.")
  /// The old and the new are exchanged.
  public static let weightsExchanged = Mistake(
    "weights-exchanged", "A running mean is β times the old one plus 1 − β times the new number.")
}

extension Exercises {
  /// Momentum, and Adam's correction of the bias.
  public static let adamStep = Exercise<AdamStepAnswer>(
    name: "AdamStep", title: "Momentum, and Adam's bias correction",
    hints: [
      "Five lines: count up; both running means (β·old + (1 − β)·new); both corrected; the step from the two.",
      "mean = 0.9·mean + 0.1·g and square = 0.999·square + 0.001·g². Corrected: divide by 1 − 0.9ᵗ and 1 − 0.999ᵗ.",
      "The step is −learningRate · corrected mean / (√corrected square + 1e-8), for each parameter.",
    ],
    checks: [
      Check("the first step is one learning rate long, against the gradient, however long the gradient") {
        answer in
        for gradient in [[3.0, -0.02], [-1e4, 1]] {
          var state = AdamState(parameters: 2)
          let step = try answer(gradient, 0.1, &state)
          guard step.count == 2 else { return Finding(.wrongShape, "\(step.count) numbers for 2 parameters") }
          guard zip(step, gradient).allSatisfy({ ($0 + 0.1 * ($1 < 0 ? -1 : 1)).magnitude < 1e-5 }) else {
            return Finding(try adamMistake(answer), "for the gradient \(gradient) the first step is \(step)")
          }
        }
        return nil
      },
      Check("under a constant gradient every step is as long as the first") { answer in
        var state = AdamState(parameters: 1)
        for number in 1...30 {
          let step = try answer([0.5], 0.01, &state)
          guard step.count == 1, (step[0] + 0.01).magnitude < 1e-6 else {
            return Finding(try adamMistake(answer), "step \(number) is \(step), not −0.01")
          }
        }
        return state.count == 30 ? nil : Finding(.stateNotKept, "after 30 steps the count is \(state.count)")
      },
      Check("the steps are quotients of weighted means of all gradients so far") { answer in
        var state = AdamState(parameters: 1)
        var gradients: [Double] = []
        for t in 1...12 {
          gradients.append(sin(2.5 * Double(t)) + 0.25)
          let step = try answer([gradients[t - 1]], 0.02, &state)
          let expected =
            -0.02 * weightedMean(gradients, 0.9) / weightedMean(gradients.map { $0 * $0 }, 0.999).squareRoot()
          guard step.count == 1, (step[0] - expected).magnitude < 1e-7 else {
            return Finding(
              try adamMistake(answer), "step \(t) is \(step), the weighted means give \(expected)")
          }
        }
        return nil
      },
      Check("gradients of 0 move nothing") { answer in
        var state = AdamState(parameters: 2)
        let step = try answer([0, 0], 0.1, &state)
        guard step.allSatisfy(\.isFinite) else { return Finding(.notFinite, "the step is \(step)") }
        guard step == [0, 0] else { return Finding(.wrongValue, "the step is \(step)") }
        return state.count == 1
          ? nil : Finding(try adamMistake(answer), "the count is \(state.count) after a step")
      },
    ])
}

/// The mean of numbers whose weight falls by `rate` with every later number: what a running mean is, corrected.
private func weightedMean(_ numbers: [Double], _ rate: Double) -> Double {
  var (weight, total, whole) = (1.0, 0.0, 0.0)
  for number in numbers.reversed() {
    total += weight * number
    whole += weight
    weight *= rate
  }
  return total / whole
}

/// Which mistake explains two steps after gradients 1 and 3.
private func adamMistake(_ answer: AdamStepAnswer) throws -> Mistake {
  var state = AdamState(parameters: 1)
  let first = try answer([1], 1, &state).first ?? .nan
  let afterFirst = state
  let second = try answer([3], 1, &state).first ?? .nan
  guard first.isFinite, second.isFinite else { return .countOffByOne }
  if afterFirst.mean == [0] || afterFirst.square == [0] || afterFirst.count == 0 { return .stateNotKept }
  if first > 0 { return .uphill }
  func isStep(_ step: Double, _ mean: Double, _ square: Double) -> Bool {
    (step + mean / square.squareRoot()).magnitude < 1e-4 * Swift.max(1, step.magnitude)
  }
  if (afterFirst.mean[0] - 0.001).magnitude < 1e-12, (afterFirst.square[0] - 0.1).magnitude < 1e-12 {
    return .ratesExchanged
  }
  if (afterFirst.mean[0] - 0.9).magnitude < 1e-12 || (afterFirst.square[0] - 0.999).magnitude < 1e-12 {
    return .weightsExchanged
  }
  if isStep(first, 0.1, 0.001) { return .noBiasCorrection }
  if isStep(first, 1, 0.001) || isStep(first, 0.1, 1) { return .noBiasCorrection }
  if isStep(first, 0.1 / (1 - 0.81), 0.001 / (1 - 0.999 * 0.999)) { return .countOffByOne }
  // Both steps are right up to the root, which shows at gradients of other lengths only.
  let (mean, square) = (weightedMean([1, 3], 0.9), weightedMean([1, 9], 0.999))
  if (second + mean / square).magnitude < 1e-4 { return .missingRoot }
  return .wrongValue
}
