// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Models
import Optimization
import Tensors
import Testing

/// Objectives over some of the samples, and evaluations into memory of the caller.
@Suite struct BatchesTests {
  static let count = 2500

  /// Points of moons and a small network with two outputs.
  static func problem(count: Int = 40) throws -> (net: Model, data: Dataset, start: Tensor<Double>) {
    var random = Xoshiro256(seed: 1)
    let moons = Dataset.moons(count, noise: 0.1, using: &random)
    let data = try Dataset(inputs: moons.inputs, targets: moons.targets.oneHot(2))
    let net = try Model(input: [2]) {
      Dense(6)
      Tanh()
      Dense(2)
    }
    return (net, data, net.initialParameters(seed: 2))
  }

  @Test("a batch of least squares is the least squares of its rows")
  func leastSquares() throws {
    let (net, data, start) = try Self.problem()
    let whole = try LeastSquares(net, inputs: data.inputs, targets: data.targets)
    let rows = [3, 30, 7, 7, 21]
    let some = data.rows(rows)
    let part = try LeastSquares(net, inputs: some.inputs, targets: some.targets)
    let scale = 40.0 / 5
    let (value, gradient) = try part.valueWithGradient(at: start)

    var own = Tensor<Double>.zeros(start.shape)
    let ownValue = try own.withMutableScalars {
      try whole.value(at: start.scalars.span, overSamples: rows, gradient: &$0)
    }
    #expect(abs(ownValue - scale * value) <= 1e-12 * ownValue)
    #expect(
      zip(own.scalars, gradient.scalars).allSatisfy { abs($0 - scale * $1) <= 1e-11 * max(1, abs($0)) })
    #expect(abs(try whole.value(at: start, overSamples: rows) - ownValue) <= 1e-12 * ownValue)
    let equations = try whole.normalEquations(at: start, overSamples: rows)
    let expected = try part.normalEquations(at: start)
    #expect(abs(equations.sumOfSquares - expected.sumOfSquares) <= 1e-12 * expected.sumOfSquares)
    #expect(
      zip(equations.gramian.scalars, expected.gramian.scalars).allSatisfy { abs($0 - $1) <= 1e-11 })
  }

  @Test("a risk is the mean over its rows", arguments: [40, count])
  func risk(count: Int) throws {
    let (net, data, start) = try Self.problem(count: count)
    let loss = try EmpiricalRisk(net, on: data, loss: CrossEntropy())
    let rows = [1, 4, 9]
    var part = Tensor<Double>.zeros(start.shape)
    let value = try part.withMutableScalars {
      try loss.value(at: start.scalars.span, overSamples: rows, gradient: &$0)
    }
    let small = try EmpiricalRisk(net, on: data.rows(rows), loss: CrossEntropy())
    #expect(abs(try small.value(at: start) - value) <= 1e-13)
    // All samples in one batch, and in the blocks of the whole objective.
    let (all, gradient) = try loss.valueWithGradient(at: start)
    var own = Tensor<Double>.zeros(start.shape)
    let ownValue = try own.withMutableScalars {
      try loss.value(at: start.scalars.span, overSamples: Array(0..<count), gradient: &$0)
    }
    #expect(abs(all - ownValue) <= 1e-13)
    #expect(zip(own.scalars, gradient.scalars).allSatisfy { abs($0 - $1) <= 1e-13 })
    #expect(abs(try loss.value(at: start) - all) <= 1e-13)
  }

  @Test("mini-batches train a classifier, the same each time")
  func training() throws {
    let (net, data, start) = try Self.problem(count: 200)
    let loss = try EmpiricalRisk(net, on: data, loss: CrossEntropy())
    func train(seed: UInt64) throws -> Minimum {
      try AdamW(learningRate: 0.1).clipped(norm: 5).scheduled(.cosine(total: 200 / 20 * 100, warmUp: 20))
        .inBatches(of: 20, epochs: 100, seed: seed).minimize(loss, from: start)
    }
    let found = try train(seed: 1)
    #expect(found.value < 0.1 * (try loss.value(at: start)), "\(found.value)")
    #expect(try train(seed: 1).parameters == found.parameters)
    #expect(try train(seed: 2).parameters != found.parameters)
    let outputs = try net.outputs(for: data.inputs, parameters: found.parameters)
    let right = zip(outputs.largestPlaces().scalars, data.targets.largestPlaces().scalars).count { $0 == $1 }
    #expect(right >= 195, "\(right)")
  }

  @Test("stochastic Levenberg-Marquardt trains a network in few epochs")
  func stochastic() throws {
    let (net, data, start) = try Self.problem(count: 400)
    let problem = try LeastSquares(net, inputs: data.inputs, targets: data.targets)
    let fit = try StochasticLevenbergMarquardt(batchSize: 100, epochs: 20).minimize(problem, from: start)
    let first = try Adam(learningRate: 1e-2).inBatches(of: 100, epochs: 20).minimize(problem, from: start)
    #expect(fit.sumOfSquares < 0.4 * first.value, "\(fit.sumOfSquares), Adam \(first.value)")
  }

  @Test("evaluations into memory of the caller are the others", arguments: [10, count])
  func inPlace(count: Int) throws {
    let (net, data, start) = try Self.problem(count: count)
    let problem = try LeastSquares(net, inputs: data.inputs, targets: data.targets)
    let (m, n) = (problem.residualCount, problem.parameterCount)
    let (r, jacobian) = try problem.residualsWithJacobian(at: start)
    let value = r.scalars.reduce(0) { $0 + $1 * $1 }
    let direction = start
    let second = try problem.secondDirectionalDerivative(at: start, along: direction)
    var own = (Tensor<Double>.zeros([m]), Tensor<Double>.zeros([n, m]), Tensor<Double>.zeros([m]))
    let ownValue = try own.0.withMutableScalars { r in
      try own.1.withMutableScalars {
        try problem.value(at: start.scalars.span, residuals: &r, transposedJacobian: &$0)
      }
    }
    try own.2.withMutableScalars {
      try problem.secondDirectionalDerivative(
        at: start.scalars.span, along: direction.scalars.span, result: &$0)
    }
    #expect(abs(value - ownValue) <= 1e-12 * value)
    #expect(abs(try problem.value(at: start.scalars.span) - value) <= 1e-12 * value)
    // The order may be another: rows, with all that belongs to them, are the same.
    func rows(_ r: [Double], _ element: (Int, Int) -> Double, _ s: [Double]) -> [[Double]] {
      r.indices.map { i in [r[i], s[i]] + (0..<n).map { element(i, $0) } }.sorted { $0[0] < $1[0] }
    }
    let expected = rows(r.scalars, { jacobian.scalars[$0 * n + $1] }, second.scalars)
    let found = rows(own.0.scalars, { own.1.scalars[$1 * m + $0] }, own.2.scalars)
    for (a, b) in zip(expected, found) {
      #expect(zip(a, b).allSatisfy { abs($0 - $1) <= 1e-10 * max(1, abs($0)) })
    }
    var gradient = Tensor<Double>.zeros([n])
    _ = try gradient.withMutableScalars { try problem.value(at: start.scalars.span, gradient: &$0) }
    let expectedGradient = try problem.valueWithGradient(at: start).gradient
    #expect(zip(gradient.scalars, expectedGradient.scalars).allSatisfy { abs($0 - $1) <= 1e-9 })
  }

  @Test("mistakes are refused")
  func mistakes() throws {
    let (net, data, _) = try Self.problem()
    #expect(throws: ModelError.self) {
      try EmpiricalRisk(net, on: data, loss: CrossEntropy(.classes))
    }
    #expect(throws: ModelError.self) { try EmpiricalRisk(net, on: data.rows([]), loss: CrossEntropy()) }
    let risk = try EmpiricalRisk(net, on: data, loss: CrossEntropy())
    func value(over samples: [Int]) throws -> Double {
      let start = net.initialParameters(seed: 1)
      var gradient = start
      return try gradient.withMutableScalars {
        try risk.value(at: start.scalars.span, overSamples: samples, gradient: &$0)
      }
    }
    #expect(throws: ModelError.missingSample(data.count, count: data.count)) {
      try value(over: [0, data.count])
    }
    #expect(throws: ModelError.noSamples) { try value(over: []) }
    for metrics in [[Metric.accuracy, .accuracy], [Metric("loss") { _, _ in 0 }]] {
      #expect(throws: ModelError.takenMetricName(metrics[0].name)) {
        try train(
          net, on: data, loss: CrossEntropy(), with: Adam().inBatches(of: 5, epochs: 1),
          options: TrainingOptions(metrics: metrics))
      }
    }
  }

  @Test("layers without units are refused by the model")
  func emptyLayers() {
    for layer in [Dense(-1), Dense(0)] {
      #expect(throws: ModelError.self) { try Model(input: [3]) { layer } }
    }
    #expect(throws: ModelError.self) { try Model(input: [3]) { Embedding(-2, length: 3) } }
    #expect(throws: ModelError.self) { try Model(input: [1, 4, 4]) { Conv2D(0, size: 3) } }
  }
}
