// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// From logits `[m, k]` and one-hot targets `[m, k]` to the gradient by the logits of the mean over the rows of
/// `−Σ targets · log softmax(logits)`.
public typealias CrossEntropyAnswer =
  @Sendable (
    _ logits: Tensor<Double>, _ targets: Tensor<Double>
  ) throws -> Tensor<Double>

extension Mistake {
  /// The targets are not subtracted.
  public static let missingTarget = Mistake(
    "missing-target", "The logit of the right class has a term of its own: where do the targets enter?")
  /// Softmax is taken along the wrong axis.
  public static let softmaxAxis = Mistake(
    "softmax-axis", "Each row is one sample: softmax runs along the last axis, over the classes.")
  /// Only the diagonal of softmax's Jacobian is used.
  public static let diagonalOnly = Mistake(
    "diagonal-only", "Every probability depends on every logit of its row, not only on its own.")
  /// exp overflows.
  public static let overflow = Mistake(
    "overflow", "exp of a large number is infinite. Subtract the largest number before you take exp.")
}

extension Exercises {
  /// Softmax with cross entropy.
  public static let crossEntropy = Exercise<CrossEntropyAnswer>(
    name: "CrossEntropy", title: "Softmax with cross entropy",
    hints: [
      "For one row: loss = −z[right] + log Σ exp(z). Differentiate the two terms by each logit.",
      "The second term gives softmax(z), the first −1 at the right class. Then divide by the number of rows.",
      "(softmax(logits, along: 1) − targets) / m, with the largest logit subtracted before exp.",
    ],
    checks: [
      Check("the gradient of each row sums to 0") { answer in
        let result = try answer(logits, targets)
        guard result.shape == logits.shape else { return Finding(.wrongShape, "shape \(result.shape)") }
        let sums = try sum(result, along: 1).scalars
        guard sums.allSatisfy({ $0.magnitude < 1e-12 }) else {
          return Finding(try entropyFinding(answer)?.mistake ?? .wrongDerivative, "the sums are \(sums)")
        }
        // Zeros sum to 0, too.
        return try entropyFinding(answer)
      },
      Check("the gradient agrees with differences") { try entropyFinding($0) },
      Check("large logits do no harm") { answer in
        let result = try answer([[1000, 0, -1000], [-1000, -1001, -1002]], [[0, 1, 0], [1, 0, 0]])
        guard result.isFinite else { return Finding(.overflow, "for logits of 1000: \(result)") }
        let right = result.shape == [2, 3] && (result.scalars[0] - 0.5).magnitude < 1e-12
        return right ? nil : Finding(try entropyFinding(answer)?.mistake ?? .wrongDerivative, "\(result)")
      },
      Check("a shift of all logits of a row changes nothing") { answer in
        let shifted = logits + (try Tensor(shape: [4, 1], scalars: [1, -2, 3, 0.5]))
        let (plain, other) = (try answer(logits, targets), try answer(shifted, targets))
        guard plain.shape == other.shape, distance(plain, other) < 1e-9 else {
          return Finding(try entropyFinding(answer)?.mistake ?? .wrongDerivative, "\(plain) became \(other)")
        }
        return try entropyFinding(answer)
      },
    ])
}

private let logits: Tensor<Double> = [[0.5, -1, 2], [1.5, 0.25, -0.5], [-2, 0, 1], [0.1, 0.2, -0.3]]
private let targets: Tensor<Double> = [[0, 0, 1], [1, 0, 0], [1, 0, 0], [0, 1, 0]]

private func entropyFinding(_ answer: @escaping CrossEntropyAnswer) throws -> Finding? {
  let p = try probabilities(logits, along: 1)
  let columns = try probabilities(logits, along: 0)
  let suspects = [
    Suspect(.meanAgainstSum) { _ in [p - targets] },
    Suspect(.meanAgainstSum) { _ in [(p - targets) / 12] },
    Suspect(.meanAgainstSum) { _ in [(p - targets) / 3] },
    Suspect(.missingTarget) { _ in [p / 4] },
    Suspect(.missingTarget) { _ in [p] },
    Suspect(.missingTarget) { _ in [-targets / p / 4] },
    Suspect(.softmaxAxis) { _ in [(columns - targets) / 4] },
    Suspect(.diagonalOnly) { _ in [-targets * (1 - p) / 4] },
    Suspect(.diagonalOnly) { _ in [p * (1 - p) / 4] },
    Suspect(.diagonalOnly) { _ in [(p - targets) * p * (1 - p) / 4] },
  ]
  return try gradientFinding(at: [logits], named: ["logits"], suspects: suspects) {
    [try answer($0[0], targets)]
  } of: { v in
    -sum(Variable(targets) * logSoftmax(v[0], along: 1)) / 4
  }
}

private func probabilities(_ logits: Tensor<Double>, along axis: Int) throws -> Tensor<Double> {
  let powers = exp(logits - (try max(logits, along: .some([axis]), keepingAxes: true)))
  return powers / (try sum(powers, along: .some([axis]), keepingAxes: true))
}
