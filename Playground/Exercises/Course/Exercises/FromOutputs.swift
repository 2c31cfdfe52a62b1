// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// A smooth activation.
public enum SmoothActivation: String, Sendable, CaseIterable {
  case tanh
  case sigmoid
}

/// From the output `y` of an activation and its cotangent to the gradient by the input, without the input.
public typealias FromOutputsAnswer =
  @Sendable (
    _ activation: SmoothActivation, _ y: Tensor<Double>, _ cotangent: Tensor<Double>
  ) throws -> Tensor<Double>

extension Mistake {
  /// The function is applied once more.
  public static let appliedTwice = Mistake(
    "applied-twice", "The function is applied to its own output. y already is tanh(x) or sigmoid(x).")
  /// The cotangent plays no part.
  public static let missingCotangent = Mistake(
    "missing-cotangent", "The slope must be multiplied by the cotangent.")
  /// The slope of the one is used for the other.
  public static let otherActivation = Mistake(
    "other-activation", "The two slopes are exchanged: tanh has 1 − y², sigmoid y(1 − y).")
  /// A part of the slope is missing.
  public static let incompleteSlope = Mistake(
    "incomplete-slope", "A part of the slope is missing. Differentiate the definition once more.")
}

extension Exercises {
  /// Slopes from outputs.
  public static let fromOutputs = Exercise<FromOutputsAnswer>(
    name: "FromOutputs", title: "tanh and sigmoid from their outputs",
    hints: [
      "Write tanh as sinh/cosh, sigmoid as 1/(1 + e⁻ˣ), differentiate, and look for the function in the result.",
      "tanh' = 1 − tanh², sigmoid' = sigmoid · (1 − sigmoid). Both need nothing but y.",
      "switch activation: cotangent * (1 - y * y) for tanh, cotangent * y * (1 - y) for sigmoid.",
    ],
    checks: SmoothActivation.allCases.map { activation in
      Check("\(activation.rawValue) agrees with differences") { try outputFinding($0, activation) }
    } + [
      Check("saturated outputs let nothing back") { answer in
        for (activation, y) in [(SmoothActivation.tanh, [-1.0, 1]), (.sigmoid, [0, 1])] {
          let result = try answer(activation, Tensor(y), [5, -3]).scalars
          guard result.allSatisfy({ $0 == 0 }) else {
            return Finding(
              try outputFinding(answer, activation)?.mistake ?? .wrongDerivative,
              "\(activation.rawValue) at outputs \(y): \(result)")
          }
        }
        return nil
      }
    ])
}

private func outputFinding(_ answer: @escaping FromOutputsAnswer, _ activation: SmoothActivation) throws
  -> Finding?
{
  let x: Tensor<Double> = [0.3, -1.1, 2.2, -0.4]
  let c: Tensor<Double> = [1.5, -0.5, -2, 0.75]
  let isTanh = activation == .tanh
  func output(_ x: Tensor<Double>) -> Tensor<Double> { isTanh ? Wengert.tanh(x) : Wengert.sigmoid(x) }
  let y = output(x)
  let twice = output(y)
  let suspects = [
    Suspect(.appliedTwice) { _ in [isTanh ? c * (1 - twice * twice) : c * twice * (1 - twice)] },
    Suspect(.missingCotangent) { _ in [isTanh ? 1 - y * y : y * (1 - y)] },
    Suspect(.otherActivation) { _ in [isTanh ? c * y * (1 - y) : c * (1 - y * y)] },
    Suspect(.incompleteSlope) { _ in [c * (1 - y)] },
    Suspect(.incompleteSlope) { _ in [c * y] },
  ]
  return try gradientFinding(at: [x], named: ["x"], suspects: suspects) { point in
    [try answer(activation, output(point[0]), c)]
  } of: { v in
    sum((isTanh ? Wengert.tanh(v[0]) : Wengert.sigmoid(v[0])) * Variable(c))
  }
}
