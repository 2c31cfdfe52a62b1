// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import TestSupport
import Tensors
import Testing

/// Published gradients that the toolkit must judge.
@Suite("The gradients of published texts")
struct ExperimentTests {
  static let inputs: Tensor<Double> = [
    [1.2, 2.4, 1.7], [-1.3, 1.0, 0.0], [0.0, 1.3, 0.4], [0.2, 0.5, 0.9], [-0.3, 1.1, -0.6],
    [-1.2, -0.7, -0.1],
  ]
  static let targets: Tensor<Double> = [[1, 0], [0, 1], [1, 0], [1, 0], [0, 1], [0, 1]]

  /// One sigmoid layer, f = (1/m) Σ ‖zᵢ − ẑᵢ‖², with the coded gradient −(1/m) yᵀ((z − ẑ) ẑ (1 − ẑ)): half the true one.
  @Test("a coded gradient that is half the true one", arguments: 0..<3)
  func half(_ seed: Int) throws {
    let (y, z) = (Self.inputs, Self.targets)
    var draws = Draws(seed: seed)
    let W = draws.tensor([3, 2])
    let report = try gradcheck(
      at: [W], named: ["W"],
      gradients: { v in
        let output = sigmoid(try matmul(y, v[0]))
        return [try matmul(y, (z - output) * output * (1 - output), transposing: .left) / -6]
      }
    ) { v in
      let error = sigmoid(matmul(y, v[0])) - z
      return sum(error * error) / 6
    }
    #expect(report.verdict == .failed)
    #expect(report.inputs[0].badCount == 6)
    let text = report.description
    #expect(
      text.contains(
        "W is wrong in 6 of 6 entries; a factor 2 is missing: each entry should be 2 times as large\n"),
      "seed \(seed)\n\(text)")
  }

  /// Two hidden layers whose biases are computed from activations, with derivatives by hand.
  struct TwoLayers {
    let y: Tensor<Double>
    let z: Tensor<Double>
    let weights: [Tensor<Double>]

    init(seed: Int) {
      var draws = Draws(seed: seed)
      y = draws.tensor([6, 6])
      z = draws.tensor([3, 6])
      weights = [draws.tensor([5, 6]), draws.tensor([4, 5]), draws.tensor([3, 4])]
    }

    /// The samples are the columns.
    func loss(_ v: [Variable]) -> Variable {
      let h = matmul(v[0], y).named("h*")
      let h0 = sigmoid(h[0]).named("h0")
      let H = tanh(matmul(v[1], h) + h0).named("H*")
      let H0 = H[0].named("H0")
      let error = tanh(matmul(v[2], H) + H0) - z
      return sum(error * error) / 6
    }

    /// ∂f/∂W3 = Σ δ H*ᵀ, ∂f/∂W2 = Σ (W3ᵀδ ⊙ (1 − H*²)) h*ᵀ, ∂f/∂W1 = Σ (W2ᵀ(W3ᵀδ ⊙ (1 − H*²)) ⊙ h*) yᵀ.
    func formulas(_ v: [Tensor<Double>]) throws -> [Tensor<Double>] {
      let h = try matmul(v[0], y)
      let h0: Tensor<Double> = sigmoid(h[0, 0...])
      let H: Tensor<Double> = tanh(try matmul(v[1], h) + h0)
      let output: Tensor<Double> = tanh(try matmul(v[2], H) + H[0, 0...])
      let delta: Tensor<Double> = (output - z) * (1 - output * output) / 3
      let inner: Tensor<Double> = try matmul(v[2], delta, transposing: .left) * (1 - H * H)
      return [
        try matmul(matmul(v[1], inner, transposing: .left) * h, y, transposing: .right),
        try matmul(inner, h, transposing: .right),
        try matmul(delta, H, transposing: .right),
      ]
    }

    func report(_ seed: UInt64 = 1) throws -> GradcheckReport {
      try gradcheck(
        at: weights, named: ["W1", "W2", "W3"], gradients: formulas, options: .init(seed: seed), of: loss)
    }
  }

  @Test("hand-derived formulas: W3 passes, W2 and W1 fail, a path is missing for W2", arguments: 1...5)
  func formulas(_ seed: Int) throws {
    let report = try TwoLayers(seed: seed).report(UInt64(seed))
    #expect(report.inputs.map(\.verdict) == [.failed, .failed, .passed], "seed \(seed)\n\(report)")
    let diagnosis = try #require(report.inputs[1].diagnosis, "seed \(seed)\n\(report)")
    #expect(diagnosis.kind == .missingPath)
    #expect(diagnosis.description.contains("H* is used 2 times"), "\(diagnosis)")
    #expect(
      diagnosis.description.contains("through H* in v11 = H*[0..<1, 0..<6] is not added"), "\(diagnosis)")
    #expect(report.inputs[0].diagnosis == nil)
  }

  /// One sigmoid unit in single precision, where differences with small steps are lost in rounding.
  @Test("a unit in Float: its differences tell nothing, its gradient is verified through Double")
  func float() throws {
    let X: Tensor<Double> = [[-1, 2, -3, -1], [3, 2, -1, -4]]
    let Y: Tensor<Double> = [2, -1]
    let program = try Program(inputs: [[4], []], named: ["w", "b"]) { v in
      let error = sigmoid(matmul(X, v[0]) + v[1]) - Y
      return [sum(error * error) / 2]
    }
    let report = try gradcheck(program, at: [[1, 2, 3, 4], 1], for: Float.self)
    #expect(report.passed, "\(report)")
    let precision = try #require(report.precision)
    #expect(precision.verdict == .passed)
    #expect(precision.differences.verdict == .inconclusive, "\(report)")
    #expect(
      report.description.contains("Differences of values in Float tell nothing: inconclusive"), "\(report)")
  }
}
