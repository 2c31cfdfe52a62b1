// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The report's network with two hidden layers, whose biases are computed from activations.
struct TwoHiddenLayers: Sendable {
  /// What the report means by the number that a layer's bias is made of.
  enum Bias: String, CaseIterable, Encodable {
    case firstUnit = "the first unit"
    case sum = "the sum of the units"

    /// The number of a layer. This line is all in which the two readings differ.
    func callAsFunction(_ layer: Variable) -> Variable {
      self == .firstUnit ? layer[0] : Wengert.sum(layer, along: 0)
    }
  }

  let bias: Bias

  /// The output for samples, columns of `y` or one vector.
  ///
  /// - Parameter cut: What the two biases pass through; the identity, unless derivatives through them are to be cut off.
  func output(
    _ W1: Variable, _ W2: Variable, _ W3: Variable, _ y: Variable, cut: (Variable) -> Variable = { $0 }
  ) -> Variable {
    let h = matmul(W1, y).named("h*")
    let h0 = cut(sigmoid(bias(h))).named("h0")
    let units = matmul(W2, h)
    let H = tanh(units + h0).named("H*")
    let H0 = cut(tanh(bias(units) + h0)).named("H0")
    return tanh(matmul(W3, H) + H0)
  }

  func model() throws -> Model {
    try Model(input: [6]) { p, y in output(p("W1", [5, 6]), p("W2", [4, 5]), p("W3", [3, 4]), y) }
  }
}

/// A draw of weights and samples, on which the report's derivatives are held against the true ones.
struct HandDerivatives: Sendable {
  private let y: Tensor<Double>
  private let z: Tensor<Double>
  let weights: [Tensor<Double>]

  init(seed: Int) {
    var random = Xoshiro256(seed: UInt64(seed))
    y = .standardNormal([6, 6], using: &random)
    z = .uniform([3, 6], from: -1, to: 1, using: &random)
    weights = [[5, 6], [4, 5], [3, 4]].map { .standardNormal($0, using: &random) }
  }

  /// The mean squared distance, the samples being columns.
  func loss(_ W: [Variable], _ bias: TwoHiddenLayers.Bias = .firstUnit, cut: (Variable) -> Variable = { $0 })
    -> Variable
  {
    let errors = TwoHiddenLayers(bias: bias).output(W[0], W[1], W[2], Variable(y), cut: cut) - Variable(z)
    return sum(errors * errors) / 6
  }

  /// The report's formulas, with δ = 2(ẑ − z) ⊙ (1 − ẑ²)/m: `∂f/∂W3 = Σ δH*ᵀ`, `∂f/∂W2 = Σ (W3ᵀδ ⊙ (1 − H*²)) h*ᵀ`,
  /// `∂f/∂W1 = Σ (W2ᵀ(W3ᵀδ ⊙ (1 − H*²)) ⊙ h*) yᵀ`, in the order W1, W2, W3.
  ///
  /// - Parameter keepsFactor: Whether ∂f/∂W1 has its factor `⊙ h*`, which does not belong there.
  func formulas(_ W: [Tensor<Double>], keepsFactor: Bool = true) throws -> [Tensor<Double>] {
    let h = try matmul(W[0], y)
    let h0: Tensor<Double> = sigmoid(h[0, 0...])
    let H: Tensor<Double> = tanh(try matmul(W[1], h) + h0)
    let output: Tensor<Double> = tanh(try matmul(W[2], H) + H[0, 0...])
    let delta: Tensor<Double> = (output - z) * (1 - output * output) / 3
    let inner: Tensor<Double> = try matmul(W[2], delta, transposing: .left) * (1 - H * H)
    let back = try matmul(W[1], inner, transposing: .left)
    return [
      try matmul(keepsFactor ? back * h : back, y, transposing: .right),
      try matmul(inner, h, transposing: .right),
      try matmul(delta, H, transposing: .right),
    ]
  }

  /// The derivatives by the tape.
  func derivatives(cut: (Variable) -> Variable = { $0 }) throws -> [Tensor<Double>] {
    try Program(at: weights, named: ["W1", "W2", "W3"]) { [loss($0, cut: cut)] }.gradient(by: [0, 1, 2]).run(
      weights)
  }

  /// The largest errors of the formulas, relative to the largest true entry, for W1, W2 and W3.
  func errors() throws -> [Double] { Self.errors(try formulas(weights), try derivatives()) }

  /// The same for the formulas without the stray factor, against derivatives that do not go through the biases.
  func errorsWithoutBiases() throws -> [Double] {
    Self.errors(try formulas(weights, keepsFactor: false), try derivatives(cut: stopGradient))
  }

  private static func errors(_ formulas: [Tensor<Double>], _ truth: [Tensor<Double>]) -> [Double] {
    zip(formulas, truth).map { formula, truth in
      let largest = truth.scalars.map(\.magnitude).max() ?? 1
      return (zip(formula.scalars, truth.scalars).map { ($0 - $1).magnitude }.max() ?? .nan) / largest
    }
  }

  /// The report of gradcheck on the formulas.
  func report(seed: Int) throws -> GradcheckReport {
    try gradcheck(
      at: weights, named: ["W1", "W2", "W3"], gradients: { try formulas($0) },
      options: .init(seed: UInt64(seed))
    ) { loss($0) }
  }

  /// The report on the derivatives of the tape, in a reading of the bias, against complex steps.
  func report(on bias: TwoHiddenLayers.Bias) throws -> GradcheckReport {
    try gradcheck(
      Program(at: weights, named: ["W1", "W2", "W3"]) { [loss($0, bias)] }, at: weights,
      options: .init(method: .complexStep))
  }
}
