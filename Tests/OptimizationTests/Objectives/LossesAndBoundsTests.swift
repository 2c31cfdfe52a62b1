// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import Testing

@Suite struct LossesAndBoundsTests {
  /// A line through ten points, one of them far off.
  static let points: [(x: Double, y: Double)] = (0..<10).map { (i: Int) -> (x: Double, y: Double) in
    let noise: Double = i == 7 ? 40 : 0.01 * Double(i % 3 - 1)
    return (x: Double(i), y: 2 + 0.5 * Double(i) + noise)
  }
  static let line = ResidualFunction(parameters: 2, residuals: 10) { b in
    points.map { point in b[0] + b[1] * Dual(point.x) - Dual(point.y) }
  }

  @Test("a robust loss ignores an outlier", arguments: RobustLoss.allCases)
  func outlier(_ loss: RobustLoss) throws {
    for solver in [LeastSquaresSolver.qr, .cholesky] {
      let fit = try LevenbergMarquardt(solver: solver)
        .minimize(Self.line.robust(loss, scale: 0.1), from: [2, 0.49])
      #expect(fit.status.isConverged, "\(fit.status)")
      #expect(
        abs(fit.parameters.scalars[0] - 2) < 0.1 && abs(fit.parameters.scalars[1] - 0.5) < 0.02,
        "\(fit.parameters)")
      #expect(abs(fit.residuals.scalars[7]) > 30, "residuals are the plain ones")
    }
  }

  @Test("the gradient is that of the value", arguments: RobustLoss.allCases, [0.3, 3, 60])
  func gradient(_ loss: RobustLoss, scale: Double) throws {
    let robust = try Self.line.robust(loss, scale: scale)
    let x: Tensor<Double> = [1.5, 0.7]
    let gradient = try robust.valueWithGradient(at: x).gradient
    for i in 0..<2 {
      let h = 1e-5
      let values = try [h, -h].map { step in
        var moved = x
        moved.withMutableScalars { $0[i] += step }
        return try robust.value(at: moved)
      }
      let slope = (values[0] - values[1]) / (2 * h)
      #expect(abs(slope - gradient.scalars[i]) <= 1e-5 * max(1, abs(slope)), "\(slope), \(gradient)")
    }
    #expect(try robust.valueWithGradient(at: x).value.isClose(to: robust.value(at: x)))
  }

  @Test("a weight of 2 counts a residual twice, one of 0 not at all")
  func weights() throws {
    let doubled = try Self.line.weighted(by: [1, 1, 2, 1, 1, 1, 1, 0, 1, 1])
    let repeated = ResidualFunction(parameters: 2, residuals: 10) { b in
      let r = Self.line.residuals(b)
      return Array(r[..<3]) + [r[2]] + Array(r[3..<7]) + Array(r[8...])
    }
    let fit = try LevenbergMarquardt().minimize(doubled, from: [0, 0])
    let reference = try LevenbergMarquardt().minimize(repeated, from: [0, 0])
    for (x, y) in zip(fit.parameters.scalars, reference.parameters.scalars) { #expect(abs(x - y) < 1e-10) }
    #expect(throws: OptimizationError.self) { try Self.line.weighted(by: [1, 2]) }
    #expect(throws: OptimizationError.self) { try Self.line.weighted(by: Tensor(repeating: -1, shape: [10])) }
  }

  @Test("bounds hold, and the other parameters are optimal", arguments: LevenbergMarquardtTests.methods)
  func bounds(_ method: LevenbergMarquardt) throws {
    var method = method
    method.bounds = try Bounds(
      lower: Tensor([-Double.infinity, -Double.infinity]), upper: Tensor([0.5, Double.infinity]))
    // On x₀ = ½ Rosenbrock's valley is lowest at x₁ = ¼.
    let fit = try method.minimize(ResidualFunction.rosenbrock, from: [-1.2, 1])
    #expect(fit.status.isConverged, "\(fit.status)")
    #expect(fit.parameters.scalars[0] == 0.5)
    #expect(abs(fit.parameters.scalars[1] - 0.25) < 1e-8, "\(fit.parameters)")
    #expect(fit.history.allSatisfy { $0.value.isFinite })
  }

  @Test("equal bounds fix a parameter", arguments: LevenbergMarquardtTests.methods)
  func fixed(_ method: LevenbergMarquardt) throws {
    var method = method
    method.bounds = try Bounds(fixing: [1], at: [0, 0.25])
    let fit = try method.minimize(Self.line, from: [0, 0.25])
    var mean = 0.0
    for point in Self.points { mean += (point.y - 0.25 * point.x) / 10 }
    #expect(fit.parameters.scalars[1] == 0.25)
    #expect(abs(fit.parameters.scalars[0] - mean) < 1e-6)
    #expect(throws: OptimizationError.self) { try Bounds(lower: [1], upper: [0]) }
  }

  @Test(
    "blocks give what the whole gives", arguments: [LeastSquaresSolver.qr, .cholesky, .wide, .matrixFree])
  func blocks(_ solver: LeastSquaresSolver) throws {
    let method = LevenbergMarquardt(solver: solver)
    let whole = try method.minimize(Self.line, from: [0, 0])
    let fit = try method.minimize(InBlocks(base: Self.line, size: 3), from: [0, 0])
    for (x, y) in zip(fit.parameters.scalars, whole.parameters.scalars) { #expect(abs(x - y) < 1e-8) }
    let covariance = try (fit.covariance(), whole.covariance())
    for (x, y) in zip(covariance.0.scalars, covariance.1.scalars) { #expect(abs(x - y) < 1e-8 * abs(y)) }
  }

  @Test("the automatic choice says why")
  func choice() {
    func choice(_ m: Int, _ n: Int) -> LeastSquaresSolver.Choice {
      LeastSquaresSolver.automatic.resolved(for: ResidualFunction(parameters: n, residuals: m) { $0 })
    }
    #expect(choice(100, 5).solver == .qr)
    #expect(choice(100_000, 50).solver == .cholesky)
    #expect(choice(100, 2000).solver == .wide)
    #expect(choice(100_000, 100_000).solver == .matrixFree)
    #expect(choice(100, 2000).reason == "100 residuals are fewer than 2000 parameters")
  }
}

/// A function whose residuals come some at a time.
private struct InBlocks: LeastSquaresFunction {
  let base: ResidualFunction
  let size: Int
  var parameterCount: Int { base.parameterCount }
  var residualCount: Int { base.residualCount }

  func residuals(at parameters: Tensor<Double>) throws -> Tensor<Double> { base.residuals(at: parameters) }

  func residualsWithJacobian(at parameters: Tensor<Double>) throws -> (
    residuals: Tensor<Double>, jacobian: Tensor<Double>
  ) { base.residualsWithJacobian(at: parameters) }

  func forEachBlock(at parameters: Tensor<Double>, _ body: (ResidualBlock) throws -> Void) throws {
    let (residuals, jacobian) = base.residualsWithJacobian(at: parameters)
    let n = parameterCount
    for start in stride(from: 0, to: residualCount, by: size) {
      let end = min(start + size, residualCount)
      try body(
        ResidualBlock(
          residuals: Tensor(Array(residuals.scalars[start..<end])),
          jacobian: Tensor(shape: [end - start, n], scalars: Array(jacobian.scalars[start * n..<end * n]))))
    }
  }
}
