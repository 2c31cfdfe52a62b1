// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Models
import Optimization
import Synchronization
import Tensors
import Testing

/// Least squares of more samples than are factorised at once, or than memory holds.
@Suite struct BlockTests {
  private static func samples(_ count: Int) -> (inputs: Tensor<Double>, targets: Tensor<Double>) {
    let t = Tensor((0..<count).map { Double($0) / Double(count) * 5 })
    return (t, t.map { 2 * Double.exp(-0.7 * $0) + 0.01 * Double.sin(1000 * $0) })
  }

  private static func decay(_ b: Variable, _ t: Variable) -> Variable { b[0] * exp(-b[1] * t) }

  private func curve(samples: Int) throws -> LeastSquares {
    let (t, targets) = Self.samples(samples)
    return try LeastSquares(parameters: 2, inputs: t, targets: targets, Self.decay)
  }

  @Test("the blocks are the rows of the Jacobian, in order", arguments: [100, 4096, 4097, 150_000])
  func rows(samples: Int) throws {
    let function = try curve(samples: samples)
    let point: Tensor<Double> = [1.5, 0.4]
    var counts: [Int] = []
    var residuals: [Double] = []
    var jacobian: [Double] = []
    try function.forEachBlock(at: point) { block in
      counts.append(block.residuals.count)
      residuals += block.residuals.scalars
      jacobian += block.jacobian.scalars
    }
    let whole = try function.residualsWithJacobian(at: point)
    #expect(residuals == whole.residuals.scalars)
    #expect(jacobian == whole.jacobian.scalars)
    #expect(counts.allSatisfy { $0 <= 1 << 16 }, "a block's Jacobian fits the cache: \(counts)")
  }

  @Test("QR of blocks and normal equations agree")
  func fits() throws {
    let function = try curve(samples: 80_000)
    let fits = try [LevenbergMarquardt.Solver.qr, .cholesky].map {
      try LevenbergMarquardt(solver: $0).minimize(function, from: [1, 1])
    }
    #expect(fits.allSatisfy { $0.status.isConverged })
    #expect(zip(fits[0].parameters.scalars, fits[1].parameters.scalars).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("samples that are read give what samples in memory give", arguments: [100, 70_000])
  func reading(count: Int) throws {
    let (t, targets) = Self.samples(count)
    let read = Mutex([Int]())
    let source = StreamedDataset(count: count, inputShape: [], targetShape: []) { range in
      read.withLock { $0.append(range.count) }
      return (t[range], targets[range])
    }
    let streamed = try LeastSquares(parameters: 2, on: source, Self.decay)
    let held = try curve(samples: count)
    let point: Tensor<Double> = [1.5, 0.4]
    #expect(try streamed.residuals(at: point) == held.residuals(at: point))
    #expect(try streamed.normalEquations(at: point).gramian == held.normalEquations(at: point).gramian)
    #expect(try streamed.valueWithGradient(at: point) == held.valueWithGradient(at: point))
    let batch = [3, 50, 7]
    #expect(
      try streamed.value(at: point, overSamples: batch) == held.value(at: point, overSamples: batch))
    for solver in [LevenbergMarquardt.Solver.qr, .cholesky] {
      let fits = try [streamed, held].map {
        try LevenbergMarquardt(solver: solver).minimize($0, from: [1, 1]).parameters
      }
      #expect(fits[0] == fits[1], "\(solver)")
    }
    #expect(read.withLock { $0.allSatisfy { $0 <= 1 << 16 } }, "some at a time")
  }

  @Test("what is wrong with samples that are read is said when they are")
  func wrongSource() throws {
    func evaluate(
      _ read: @escaping @Sendable (Range<Int>) throws -> (inputs: Tensor<Double>, targets: Tensor<Double>)
    )
      throws
    {
      let source = StreamedDataset(count: 5, inputShape: [], targetShape: [], read: read)
      _ = try LeastSquares(parameters: 2, on: source, Self.decay).value(at: [1, 1])
    }
    #expect(
      throws: ModelError.dataShape(
        data: "inputs", [2], expected: "5 samples, as samples 0..<5 were asked for")
    ) {
      try evaluate { _ in (.zeros([2]), .zeros([2])) }
    }
    #expect(throws: ModelError.nonFinite(data: "targets", sample: 3)) {
      try evaluate { _ in (.zeros([5]), Tensor([0, 0, 0, .nan, 0])) }
    }
    #expect(throws: CancellationError.self) { try evaluate { _ in throw CancellationError() } }
    #expect(throws: ModelError.noSamples) {
      let source = StreamedDataset(count: 0, inputShape: [], targetShape: []) { _ in
        (.zeros([0]), .zeros([0]))
      }
      _ = try LeastSquares(parameters: 2, on: source, Self.decay)
    }
  }

  @Test("models with running means are refused, with the way to fit them")
  func observed() throws {
    let model = try Model(input: [2]) {
      Dense(3)
      BatchNorm()
      Dense(1)
    }
    let data: (Tensor<Double>, Tensor<Double>) = (.ones([4, 2]), .zeros([4, 1]))
    #expect(throws: ModelError.observedParameters(["1.mean", "1.variance"])) {
      try LeastSquares(model, inputs: data.0, targets: data.1)
    }
    let start = model.initialParameters(seed: 1)
    let fixed = try model.freezing(["1.mean", "1.variance"], at: start)
    let problem = try LeastSquares(fixed, inputs: data.0, targets: data.1)
    #expect(problem.parameterCount == start.count - 6)
  }

  @Test("products with the Jacobian are counted")
  func products() throws {
    let function = try curve(samples: 50)
    let free = try LevenbergMarquardt(solver: .matrixFree).minimize(function, from: [1, 1])
    #expect(free.status.isConverged, "\(free.status)")
    #expect(free.evaluations.jacobianProducts >= 2 * free.iterations)
    #expect(free.solver.reason == "it was asked for")
    let dense = try LevenbergMarquardt(acceleratesAlongGeodesics: false).minimize(function, from: [1, 1])
    #expect(dense.evaluations.jacobianProducts == 0)
    #expect(dense.solver.solver == .qr && dense.solver.reason.contains("50 by 2"))
  }
}
