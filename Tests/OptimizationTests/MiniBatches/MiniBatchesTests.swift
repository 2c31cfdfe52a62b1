// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import Testing

@Suite struct MiniBatchesTests {
  /// A straight line through points, as a sum of squares over samples: residuals `b₀ + b₁x - y`, in a unit.
  final class Line: SampledLeastSquares {
    let x: [Double]
    let y: [Double]
    let unit: Double
    /// The batches that were asked for.
    var batches: [[Int]] = []

    init(count: Int, noise: Double = 0, unit: Double = 1) {
      self.unit = unit
      var random = Xoshiro256(seed: 5)
      x = (0..<count).map { Double($0) / Double(count) }
      y = x.map { 1 + 2 * $0 + noise * random.standardNormal() }
    }

    var parameterCount: Int { 2 }
    var residualCount: Int { x.count }
    var sampleCount: Int { x.count }

    func residuals(at b: Tensor<Double>) -> Tensor<Double> {
      Tensor(zip(x, y).map { unit * (b.scalars[0] + b.scalars[1] * $0 - $1) })
    }

    func residualsWithJacobian(at b: Tensor<Double>) throws -> (
      residuals: Tensor<Double>, jacobian: Tensor<Double>
    ) {
      (residuals(at: b), try Tensor(shape: [x.count, 2], scalars: x.flatMap { [unit, unit * $0] }))
    }

    func value(
      at b: Span<Double>, overSamples samples: [Int], gradient: inout MutableSpan<Double>
    ) -> Double {
      batches.append(samples)
      let scale = Double(x.count) / Double(samples.count)
      var sum = 0.0
      (gradient[0], gradient[1]) = (0, 0)
      for i in samples {
        let r = unit * (b[0] + b[1] * x[i] - y[i])
        sum += scale * r * r
        gradient[0] += scale * 2 * r * unit
        gradient[1] += scale * 2 * r * unit * x[i]
      }
      return sum
    }

    func value(at b: Tensor<Double>, overSamples samples: [Int]) -> Double {
      let r = residuals(at: b).scalars
      return samples.reduce(0) { $0 + r[$1] * r[$1] } * Double(x.count) / Double(samples.count)
    }

    func normalEquations(at b: Tensor<Double>, overSamples samples: [Int]) throws -> NormalEquations {
      batches.append(samples)
      let r = residuals(at: b).scalars
      var equations = NormalEquations(parameterCount: 2)
      try equations.accumulate(
        residuals: Tensor(samples.map { r[$0] }),
        jacobian: Tensor(shape: [samples.count, 2], scalars: samples.flatMap { [unit, unit * x[$0]] }))
      return equations
    }
  }

  @Test("an epoch uses every sample once, in an order that the seed decides")
  func order() throws {
    func batches(seed: UInt64) throws -> [[Int]] {
      let line = Line(count: 10)
      _ = try GradientDescent(learningRate: 1e-3).inBatches(of: 4, epochs: 2, seed: seed)
        .minimize(line, from: [0, 0])
      return line.batches
    }
    let first = try batches(seed: 1)
    #expect(first.map(\.count) == [4, 4, 2, 4, 4, 2])
    #expect(first[..<3].flatMap(\.self).sorted() == Array(0..<10))
    #expect(first[3...].flatMap(\.self).sorted() == Array(0..<10))
    #expect(first[..<3] != first[3...])
    #expect(try batches(seed: 1) == first)
    #expect(try batches(seed: 2) != first)
  }

  @Test("the order is NumPy's on request")
  func numPyOrder() throws {
    let line = Line(count: 7)
    _ = try GradientDescent(learningRate: 1e-3).inBatches(of: 3, epochs: 3, seed: 3, shuffling: .numPy)
      .minimize(line, from: [0, 0])
    // r = numpy.random.RandomState(3); a = numpy.arange(7); r.shuffle(a) three times.
    let orders = [[4, 6, 5, 3, 1, 0, 2], [2, 1, 6, 5, 3, 0, 4], [4, 1, 5, 3, 2, 0, 6]]
    #expect(line.batches.filter { $0.count < 7 }.flatMap(\.self) == orders.flatMap(\.self))
    #expect(line.batches.map(\.count) == [3, 3, 1, 3, 3, 1, 3, 3, 1])
  }

  @Test("one batch of all samples is the rule itself", arguments: [3, 10])
  func fullBatch(epochs: Int) throws {
    let line = Line(count: 10, noise: 0.1)
    var rule = Adam(learningRate: 0.1)
    rule.limits = .iterations(epochs)
    let whole = try rule.inBatches(of: 10, epochs: epochs).minimize(line, from: [0, 0])
    var points: [Tensor<Double>] = []
    _ = try rule.minimize(line, from: [0, 0]) { state in
      points.append(state.parameters)
      return .continue
    }
    let last = try #require(points.last)
    #expect(zip(whole.parameters.scalars, last.scalars).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(whole.status == .stopped(by: .iterations))
    #expect(whole.iterations == epochs)
  }

  @Test("a step by hand")
  func byHand() throws {
    // Residuals -1 and -2 at x = 0 and 0.5: gradients, scaled to both samples, 2·2·(-1)·(1, 0) and 2·2·(-2 + …)·(1, 0.5).
    let line = Line(count: 2)
    let end = try GradientDescent(learningRate: 0.1).inBatches(of: 1, epochs: 1, seed: 1)
      .minimize(line, from: [0, 0])
    var b = [0.0, 0.0]
    for sample in line.batches.flatMap(\.self) {
      let r = b[0] + b[1] * line.x[sample] - line.y[sample]
      b[0] -= 0.1 * 4 * r
      b[1] -= 0.1 * 4 * r * line.x[sample]
    }
    #expect(zip(end.parameters.scalars, b).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(end.evaluations.gradients == 4, "the start, two batches and the result")
  }

  @Test("rules with schedules, clipping and an average reach the least squares")
  func converges() throws {
    let line = Line(count: 64, noise: 0.1)
    let best = try LevenbergMarquardt().minimize(line, from: [0, 0])
    let found = try Adam(learningRate: 0.1).clipped(norm: 100).scheduled(.cosine(total: 800))
      .inBatches(of: 8, epochs: 100, average: ParameterAverage(decay: 0.95)).minimize(line, from: [0, 0])
    #expect(found.value < 1.01 * best.value)
    #expect(found.value >= best.value * (1 - 1e-12))
  }

  @Test("the observer sees every epoch, and stops the run")
  func observer() throws {
    var seen: [Int] = []
    let found = try Adam().inBatches(of: 3, epochs: 50).minimize(Line(count: 10), from: [0, 0]) { state in
      seen.append(state.iteration)
      return state.iteration == 4 ? .stop : .continue
    }
    #expect(seen == [0, 1, 2, 3, 4])
    #expect(found.status == .stopped(by: .callback))
  }

  @Test("an epoch's record has the rate of its last update")
  func rates() throws {
    let rule = Adam(learningRate: 0.5).scheduled(.exponential(factor: 0.5))
    let found = try rule.inBatches(of: 5, epochs: 3).minimize(Line(count: 10), from: [0, 0])
    #expect(found.history.dropFirst().map(\.stepLength) == [0.25, 0.0625, 0.015625])
  }

  @Test("a run that diverges fails with its last finite parameters")
  func divergence() throws {
    let found = try GradientDescent(learningRate: 1e100).inBatches(of: 2, epochs: 50)
      .minimize(Line(count: 10), from: [0, 0])
    #expect(found.status == .failed(because: .nonFinite))
    #expect(found.parameters.isFinite)
    let start = try Adam().inBatches(of: 2, epochs: 5).minimize(Line(count: 10), from: Tensor([.nan, 0]))
    #expect(start.status == .failed(because: .nonFiniteStart))
  }

  @Test("mistakes are refused")
  func mistakes() {
    #expect(throws: OptimizationError.self) {
      try Adam().inBatches(of: 0, epochs: 1).minimize(Line(count: 10), from: [0, 0])
    }
    #expect(throws: OptimizationError.self) {
      try Adam().inBatches(of: 1, epochs: 1).minimize(Line(count: 10), from: [0])
    }
    #expect(throws: OptimizationError.self) {
      try StochasticLevenbergMarquardt(batchSize: 2, epochs: 1, memory: 1)
        .minimize(Line(count: 10), from: [0, 0])
    }
  }

  @Test("stochastic Levenberg-Marquardt is exact where batches agree", arguments: [2, 5, 64])
  func stochastic(batchSize: Int) throws {
    let line = Line(count: 64)
    let fit = try StochasticLevenbergMarquardt(batchSize: batchSize, epochs: 60, leastDamping: 0)
      .minimize(line, from: [0, 0])
    #expect(fit.sumOfSquares < 1e-6, "\(fit.sumOfSquares)")
    #expect(fit.status == .stopped(by: .iterations))
    #expect(fit.iterations == 60)
  }

  @Test("stochastic Levenberg-Marquardt comes near the least squares of noisy data")
  func noisy() throws {
    let line = Line(count: 200, noise: 0.1)
    let best = try LevenbergMarquardt().minimize(line, from: [0, 0])
    let fit = try StochasticLevenbergMarquardt(batchSize: 50, epochs: 40, memory: 0.95)
      .minimize(line, from: [0, 0])
    #expect(fit.sumOfSquares < 1.05 * best.sumOfSquares, "\(fit.sumOfSquares), \(best.sumOfSquares)")
  }

  @Test("its first step is that of the damped equations")
  func firstStep() throws {
    let line = Line(count: 4)
    let fit = try StochasticLevenbergMarquardt(batchSize: 4, epochs: 1, initialDamping: 0.5)
      .minimize(line, from: [0, 0])
    // Per sample: A = [1, 0.375; 0.375, 0.21875], g = -(1.75, 0.8125), λ = 0.5·1.
    let (a, b, c) = (1.5, 0.375, 0.71875)
    let (g, h) = (1.75, 0.8125)
    let determinant = a * c - b * b
    let expected = [(c * g - b * h) / determinant, (a * h - b * g) / determinant]
    #expect(zip(fit.parameters.scalars, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("the unit of the residuals changes none of its steps", arguments: [0x1p-12, 0x1p12])
  func unit(_ unit: Double) throws {
    let method = StochasticLevenbergMarquardt(batchSize: 5, epochs: 6, leastDamping: 0.01)
    let own = try method.minimize(Line(count: 20, noise: 0.1), from: [0, 0])
    let other = try method.minimize(Line(count: 20, noise: 0.1, unit: unit), from: [0, 0])
    #expect(other.parameters == own.parameters && other.sumOfSquares == own.sumOfSquares * unit * unit)
  }
}
