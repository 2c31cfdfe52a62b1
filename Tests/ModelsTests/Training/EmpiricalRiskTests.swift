// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import Optimization
import Tensors
import TestSupport
import Testing

@testable import Models

@Suite struct EmpiricalRiskTests {
  private func moons(_ count: Int) -> Dataset {
    var source = Xoshiro256(seed: 1)
    return .moons(count, noise: 0.1, using: &source)
  }

  private func classifier() throws -> Model {
    try Model(input: [2]) {
      Dense(8, penalty: .l2(1e-3))
      Tanh()
      Dense(2, penalty: .elasticNet(l1: 1e-3, l2: 1e-4))
    }
  }

  @Test func itIsTheMeanLossWithPenalties() throws {
    let (model, data, loss) = (try classifier(), moons(300), CrossEntropy(.classes))
    let risk = try EmpiricalRisk(model, on: data, loss: loss)
    let w = model.initialParameters(seed: 3)
    let single = try Program(inputs: [[2], []]) { [loss($0[0], $0[1])] }
    let outputs = try model.outputs(for: data.inputs, parameters: w)
    var expected = 0.0
    for row in 0..<300 {
      let output = outputs[row, 0..<2]
      expected += try single.run([output, Tensor(data.targets[row])])[0].scalar() / 300
    }
    let parts = try model.named(w)
    let first = try #require(parts["0.weight"]).scalars
    let second = try #require(parts["2.weight"]).scalars
    expected += 1e-3 * first.reduce(0) { $0 + $1 * $1 }
    expected += second.reduce(0) { $0 + 1e-3 * $1.magnitude + 1e-4 * $1 * $1 }
    #expect((try risk.value(at: w) - expected).magnitude < 1e-13)
    let report = try gradcheck(risk, at: w, parameters: model.parameters)
    #expect(report.passed, "\(report)")
  }

  @Test func batchesAddUpToTheWhole() throws {
    let (model, data) = (try classifier(), moons(100))
    let risk = try EmpiricalRisk(model, on: data, loss: CrossEntropy(.classes))
    let w = model.initialParameters(seed: 3)
    let (value, gradient) = try risk.valueWithGradient(at: w)
    var (sum, total) = (0.0, Tensor<Double>.zeros([w.count]))
    for start in stride(from: 0, to: 100, by: 30) {
      let rows = (start..<min(100, start + 30)).reversed()
      var part = Tensor<Double>.zeros([w.count])
      let share = Double(rows.count) / 100
      sum +=
        share
        * (try part.withMutableScalars {
          try risk.value(at: w.scalars.span, overSamples: Array(rows), gradient: &$0)
        })
      total += share * part
    }
    #expect((sum - value).magnitude < 1e-13)
    #expect(total.isClose(to: gradient))
  }

  @Test func floatFollowsDouble() throws {
    let (model, data) = (try classifier(), moons(100))
    let w = model.initialParameters(seed: 3)
    let double = try EmpiricalRisk(model, on: data, loss: CrossEntropy(.classes)).valueWithGradient(at: w)
    let float = try EmpiricalRisk(model, on: data, loss: CrossEntropy(.classes), for: Float.self)
      .valueWithGradient(at: w)
    #expect((float.value - double.value).magnitude < 1e-6)
    #expect(float.gradient.isClose(to: double.gradient, 1e-5))
  }

  @Test func statisticsAreObservedAndNoiseIsSeeded() throws {
    let model = try Model(input: [2]) {
      Dense(6)
      BatchNorm(momentum: 0.5)
      Dropout(0.5)
      Dense(2)
    }
    let data = moons(64)
    func parameters(seed: UInt64) throws -> Tensor<Double> {
      let risk = try EmpiricalRisk(model, on: data, loss: CrossEntropy(.classes), seed: seed)
      return try Adam(learningRate: 0.01).inBatches(of: 16, epochs: 3)
        .minimize(risk, from: model.initialParameters(seed: 1)).parameters
    }
    let w = try parameters(seed: 5)
    #expect(try parameters(seed: 5) == w)
    #expect(try parameters(seed: 6) != w)

    // After many batches the running statistics are those of the layer's inputs.
    let risk = try EmpiricalRisk(model, on: data, loss: CrossEntropy(.classes))
    var vector = model.initialParameters(seed: 1)
    var gradient = Tensor<Double>.zeros([vector.count])
    for _ in 0..<60 {
      _ = try gradient.withMutableScalars {
        try risk.value(at: vector.scalars.span, overSamples: Array(0..<64), gradient: &$0)
      }
      vector.withMutableScalars { risk.adjust(&$0) }
    }
    let parts = try model.named(vector)
    let W = try #require(parts["0.weight"])
    let h = try matmul(data.inputs, W.transposed())
    let mean = try Tensors.mean(h, along: 0)
    #expect(try #require(parts["1.mean"]).isClose(to: mean, 1e-12))
    let spread = h - mean
    let variance = try Tensors.mean(spread * spread, along: 0)
    #expect(try #require(parts["1.variance"]).isClose(to: variance, 1e-12))
    let named = try model.named(gradient)
    #expect(named["1.mean"] == .zeros([6]) && named["1.variance"] == .zeros([6]))
  }

  @Test func theGaussNewtonProductIsThatOfTheLossesCurvature() throws {
    let (model, data) = (try classifier(), moons(300))
    let w = model.initialParameters(seed: 3)
    var draws = Draws(seed: 1)
    let v = draws.tensor([w.count])
    do {
      let loss = CrossEntropy(.classes)
      let risk = try EmpiricalRisk(model, on: data, loss: loss, includesPenalties: false)
      var expected = Tensor<Double>.zeros([w.count])
      let output = try Program(inputs: [[w.count], [2]]) { [model.program($0)[0]] }
      for row in 0..<data.count {
        let x = data.inputs[row, 0..<2]
        let pushed = try output.jvp(by: [0]).run([w, x, v])
        let terms = exp(pushed[0])
        let p = terms / sum(terms)
        // The Hessian of the cross entropy by its logits is diag(p) - p·pᵀ.
        let bent = p * (pushed[1] - sum(p * pushed[1]))
        expected += try output.vjp(by: [0]).run([w, x, bent])[1]
      }
      let product = try risk.hessianVectorProduct(at: w, along: v)
      #expect(product.isClose(to: expected / 300.0, 1e-12))
    }
  }

  @Test func theExactProductIsTheDerivativeOfTheGradient() throws {
    let (model, data) = (try classifier(), moons(50))
    let risk = try EmpiricalRisk(model, on: data, loss: CrossEntropy(.classes), curvature: .exact)
    let w = model.initialParameters(seed: 3)
    var draws = Draws(seed: 1)
    let v = draws.tensor([w.count])
    let h = 1e-5
    let forward = try risk.valueWithGradient(at: w + h * v).gradient
    let backward = try risk.valueWithGradient(at: w - h * v).gradient
    let product = try risk.hessianVectorProduct(at: w, along: v)
    #expect(product.isClose(to: (forward - backward) / (2 * h), 1e-7))
  }

  @Test func newtonTrainsByTheGaussNewtonMatrix() throws {
    let (model, data) = (try classifier(), moons(300))
    let risk = try EmpiricalRisk(model, on: data, loss: CrossEntropy(.classes))
    let minimum = try TrustRegionNewton().minimize(risk, from: model.initialParameters(seed: 1))
    #expect(minimum.status.isConverged && minimum.value < 0.08, "\(minimum.status), \(minimum.value)")
  }

  @Test func mistakesInDataAreNamed() throws {
    let model = try classifier()
    let data = try Dataset(inputs: [[1, 2], [3, Tensor(Double.nan)]], targets: [0, 1])
    #expect(throws: ModelError.nonFinite(data: "inputs", sample: 1)) {
      try EmpiricalRisk(model, on: data, loss: CrossEntropy(.classes))
    }
    let wide = try Dataset(inputs: [[1, 2, 3]], targets: [0])
    #expect(throws: ModelError.dataShape(data: "inputs", [1, 3], expected: "[samples, 2]")) {
      try EmpiricalRisk(model, on: wide, loss: CrossEntropy(.classes))
    }
    #expect(throws: ModelError.dataShape(data: "targets", [2], expected: "[samples, 2]")) {
      try EmpiricalRisk(
        model, on: Dataset(inputs: [[1, 2], [3, 4]], targets: [0, 1]), loss: SquaredError())
    }
    #expect(throws: ModelError.noSamples) {
      try EmpiricalRisk(model, on: moons(0), loss: CrossEntropy(.classes))
    }
  }
}
