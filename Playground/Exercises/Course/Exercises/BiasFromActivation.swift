// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// Gradients by the three matrices of the net whose biases are activations.
public struct WeightGradients: Sendable {
  /// By `W1`, 5 by 6.
  public var W1: Tensor<Double>
  /// By `W2`, 4 by 5.
  public var W2: Tensor<Double>
  /// By `W3`, 3 by 4.
  public var W3: Tensor<Double>

  /// The three gradients.
  public init(W1: Tensor<Double>, W2: Tensor<Double>, W3: Tensor<Double>) {
    self.W1 = W1
    self.W2 = W2
    self.W3 = W3
  }
}

/// What the net computes on the way to its result, for one sample.
public struct ForwardPass: Sendable {
  /// The sample, `[6]`.
  public let y: Tensor<Double>
  /// The target, `[3]`.
  public let z: Tensor<Double>
  /// `h* = W1·y`, `[5]`.
  public let h: Tensor<Double>
  /// `h0 = sigmoid(h*[0])`.
  public let h0: Double
  /// `H* = tanh(W2·h* + h0)`, `[4]`.
  public let H: Tensor<Double>
  /// `ẑ = tanh(W3·H* + H*[0])`, `[3]`.
  public let output: Tensor<Double>

  init(_ W: [Tensor<Double>], y: Tensor<Double>, z: Tensor<Double>) throws {
    self.y = y
    self.z = z
    h = try matmul(W[0], y)
    h0 = sigmoid(h.scalars[0])
    H = tanh(try matmul(W[1], h) + h0)
    output = tanh(try matmul(W[2], H) + H.scalars[0])
  }
}

/// From the second and third matrix and the forward pass to the gradients of `‖ẑ − z‖²`.
public typealias BiasFromActivationAnswer =
  @Sendable (
    _ W2: Tensor<Double>, _ W3: Tensor<Double>, _ pass: ForwardPass
  ) throws -> WeightGradients

extension Mistake {
  /// The way through H0 is not counted.
  public static let missingUpperBias = Mistake(
    "missing-upper-bias",
    "H*[0] is read as a bias, too: it gets the sum of all components of δ in addition. W2 and W1 feel it.")
  /// The way through h0 is not counted.
  public static let missingLowerBias = Mistake(
    "missing-lower-bias",
    "h*[0] is read as the bias h0 = sigmoid(h*[0]), too: its adjoint gets one more contribution. W1 feels it."
  )
  /// The published formulas.
  public static let publishedFormulas = Mistake(
    "published-formulas",
    "These are the published formulas: right for W3; for W2 and W1 the ways through both biases are missing, and "
      + "W1 has a factor h* too much.")
  /// A slope too much or too few on the way down.
  public static let slopeOfLinearLayer = Mistake(
    "slope-of-linear-layer",
    "The first layer has no activation: h* = W1·y. There is no slope to multiply with.")
}

extension Exercises {
  /// The net whose biases are activations.
  public static let biasFromActivation = Exercise<BiasFromActivationAnswer>(
    name: "BiasFromActivation", title: "A net whose biases are activations",
    hints: [
      "Go down line by line: δ = 2(ẑ − z)(1 − ẑ²); W3 gets δ ⊗ H*. Who reads H*? W3·H*, and H*[0] as the bias.",
      "So the adjoint of H* is W3ᵀδ, plus Σδ in component 0. Times (1 − H*²) gives Δ; W2 gets Δ ⊗ h*. The adjoint of "
        + "h* is W2ᵀΔ, plus in component 0 what comes through h0.",
      "Through h0: Σ Δ · h0(1 − h0), added to component 0 of W2ᵀΔ. W1 gets that adjoint ⊗ y; there is no slope.",
    ],
    checks: [
      Check("the shapes are those of the matrices") { answer in
        let result = try biasResult(answer, biasWeights(seed: 1))
        let shapes = result.map(\.shape)
        return shapes == [[5, 6], [4, 5], [3, 4]] ? nil : Finding(.wrongShape, "\(shapes)")
      },
      Check("W3 agrees with differences") { try biasFinding($0, only: 2) },
      Check("W2 agrees with differences") { try biasFinding($0, only: 1) },
      Check("W1 agrees with differences") { try biasFinding($0, only: 0) },
    ])
}

private let sample: Tensor<Double> = [0.5, -1, 0.75, 1.25, -0.5, 0.25]
private let target: Tensor<Double> = [0.5, -0.25, 0.75]

private func biasWeights(seed: UInt64) -> [Tensor<Double>] {
  var random = Xoshiro256(seed: seed)
  return [[5, 6], [4, 5], [3, 4]].map { .uniform($0, from: -0.6, to: 0.6, using: &random) }
}

private func biasResult(_ answer: BiasFromActivationAnswer, _ W: [Tensor<Double>]) throws -> [Tensor<Double>]
{
  let gradients = try answer(W[1], W[2], ForwardPass(W, y: sample, z: target))
  return [gradients.W1, gradients.W2, gradients.W3]
}

private func biasFinding(_ answer: @escaping BiasFromActivationAnswer, only index: Int) throws -> Finding? {
  let W = biasWeights(seed: 1)
  let finding = try biasGradcheck(answer, W, only: index)
  // One matrix alone does not tell which terms are missing: variants share it.
  guard let finding else { return nil }
  let claimed = try biasResult(answer, W)
  let variant = try BiasVariant.all.first { isClose(claimed, try $0.gradients(W)) }
  return Finding(variant?.mistake ?? finding.mistake, finding.evidence)
}

private func biasGradcheck(
  _ answer: @escaping BiasFromActivationAnswer, _ W: [Tensor<Double>], only index: Int
) throws -> Finding? {
  let name = ["W1", "W2", "W3"][index]
  func matrices(_ matrix: Tensor<Double>) -> [Tensor<Double>] {
    var all = W
    all[index] = matrix
    return all
  }
  return try gradientFinding(at: [W[index]], named: [name]) { point in
    [try biasResult(answer, matrices(point[0]))[index]]
  } of: { v in
    let all = W.indices.map { $0 == index ? v[0] : Variable(W[$0]) }
    let h = matmul(all[0], Variable(sample)).named("h*")
    let H = tanh(matmul(all[1], h) + sigmoid(h[0])).named("H*")
    let error = tanh(matmul(all[2], H) + H[0]) - Variable(target)
    return sum(error * error)
  }
}

/// The gradients with some of their terms left out.
private struct BiasVariant: Sendable {
  let mistake: Mistake
  var hasUpperBias = true
  var hasLowerBias = true
  var factor = 2.0
  var hasOutputSlope = true
  var hasStrayFactor = false

  static let all = [
    BiasVariant(mistake: .publishedFormulas, hasUpperBias: false, hasLowerBias: false, hasStrayFactor: true),
    BiasVariant(mistake: .missingUpperBias, hasUpperBias: false),
    BiasVariant(mistake: .missingLowerBias, hasLowerBias: false),
    BiasVariant(mistake: .missingPath, hasUpperBias: false, hasLowerBias: false),
    BiasVariant(mistake: .constantFactor, factor: 1),
    BiasVariant(mistake: .missingActivationSlope, hasOutputSlope: false),
    BiasVariant(mistake: .slopeOfLinearLayer, hasStrayFactor: true),
  ]

  func gradients(_ W: [Tensor<Double>]) throws -> [Tensor<Double>] {
    let pass = try ForwardPass(W, y: sample, z: target)
    let slope: Tensor<Double> = hasOutputSlope ? 1 - pass.output * pass.output : .ones([3])
    let delta: Tensor<Double> = (pass.output - pass.z) * slope * factor
    var byH = try matmul(W[2].transposed(), delta)
    if hasUpperBias { byH = byH + (sum(delta) * unit(4)) }
    let Delta: Tensor<Double> = byH * (1 - pass.H * pass.H)
    var byh = try matmul(W[1].transposed(), Delta)
    if hasLowerBias { byh = byh + (sum(Delta) * pass.h0 * (1 - pass.h0) * unit(5)) }
    if hasStrayFactor { byh = byh * pass.h }
    return [try outer(byh, pass.y), try outer(Delta, pass.h), try outer(delta, pass.H)]
  }

  /// The vector of `n` numbers with a 1 in front.
  private func unit(_ n: Int) -> Tensor<Double> { Tensor((0..<n).map { $0 == 0 ? 1 : 0 }) }
}

private func outer(_ a: Tensor<Double>, _ b: Tensor<Double>) throws -> Tensor<Double> {
  try a.reshaped(to: [a.count, 1]) * b.reshaped(to: [1, b.count])
}
