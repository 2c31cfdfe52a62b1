// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// From `w` `[p, k]`, inputs `y` `[m, p]` and targets `z` `[m, k]` to the gradient by `w` of
/// `(1/m) Σᵢ ‖zᵢ − sigmoid(yᵢ·w)‖²`.
public typealias HalfGradientAnswer =
  @Sendable (
    _ w: Tensor<Double>, _ y: Tensor<Double>, _ z: Tensor<Double>
  ) throws -> Tensor<Double>

extension Mistake {
  /// The published slip.
  public static let halfGradient = Mistake(
    "half-gradient",
    "The gradient is exactly half of the true one: the square's derivative has a factor 2. This is the slip of the "
      + "published text; an optimizer hides it, because only the step becomes shorter.")
  /// The activation's slope is left out.
  public static let missingActivationSlope = Mistake(
    "missing-activation-slope",
    "Between the error and the weights there is the sigmoid: its slope is a factor.")
}

extension Exercises {
  /// The half gradient of a published text.
  public static let halfGradient = Exercise<HalfGradientAnswer>(
    name: "HalfGradient", title: "The half gradient of a published report",
    hints: [
      "Write ẑ = sigmoid(y·w), e = ẑ − z. The loss is the mean over the rows of the sums of e².",
      "By e: 2e/m. Through the sigmoid: times ẑ(1 − ẑ). Through the product: yᵀ from the left.",
      "matmul(y.transposed(), 2 * (ẑ − z) * ẑ * (1 − ẑ)) / m.",
    ],
    checks: [
      Check("the gradient has the shape of w") { answer in
        let result = try answer(reportStart, reportInputs, reportTargets)
        guard result.shape != [3, 2] else { return nil }
        return Finding(
          result.shape == [2, 3] ? .transposed : .wrongShape, "shape \(result.shape), w has [3, 2]")
      },
      Check("the gradient agrees with differences, on the report's data") {
        try halfFinding($0, reportStart, reportInputs, reportTargets)
      },
      Check("and on one sample") {
        try halfFinding($0, [[0.5], [-1]], [[0.75, 1.5]], [[0.25]])
      },
      Check("at the targets themselves it is 0") { answer in
        let gradient = try answer(reportStart, reportInputs, sigmoid(try matmul(reportInputs, reportStart)))
        guard gradient.scalars.allSatisfy({ $0.magnitude < 1e-15 }) else {
          return Finding(.wrongDerivative, "the errors are 0, the gradient is \(gradient)")
        }
        return try halfFinding(answer, reportStart, reportInputs, reportTargets)
      },
    ])
}

private let reportInputs: Tensor<Double> = [
  [1.2, 2.4, 1.7], [-1.3, 1, 0], [0, 1.3, 0.4], [0.2, 0.5, 0.9], [-0.3, 1.1, -0.6], [-1.2, -0.7, -0.1],
]
private let reportTargets: Tensor<Double> = [[1, 0], [0, 1], [1, 0], [1, 0], [0, 1], [0, 1]]
private let reportStart: Tensor<Double> = [[0.3, -0.2], [0.1, 0.5], [-0.4, 0.25]]

private func halfFinding(
  _ answer: @escaping HalfGradientAnswer, _ w: Tensor<Double>, _ y: Tensor<Double>, _ z: Tensor<Double>
) throws -> Finding? {
  let m = Double(y.shape[0])
  let output = sigmoid(try matmul(y, w))
  let slope: Tensor<Double> = output * (1 - output)
  let error: Tensor<Double> = 2 * (output - z) / m
  func back(_ delta: Tensor<Double>) throws -> Tensor<Double> { try matmul(y.transposed(), delta) }
  let right = try back(error * slope)
  let suspects = [
    Suspect(.halfGradient) { _ in [right / 2] },
    Suspect(.meanAgainstSum) { _ in [right * m] },
    Suspect(.meanAgainstSum) { _ in [right * m / 2] },
    Suspect(.meanAgainstSum) { _ in [right / 2 / Double(z.shape[1])] },
    Suspect(.missingActivationSlope) { _ in [try back(error)] },
    Suspect(.missingActivationSlope) { _ in [try back(error / 2)] },
    Suspect(.otherActivation) { _ in [try back(error * (1 - output * output))] },
  ]
  // With one sample a mean and a sum are the same, so that a factor 2 has one reading only.
  return try gradientFinding(at: [w], named: ["w"], suspects: suspects) {
    [try answer($0[0], y, z)]
  } of: { v in
    let error = sigmoid(matmul(Variable(y), v[0])) - Variable(z)
    return sum(error * error) / m
  }
}
