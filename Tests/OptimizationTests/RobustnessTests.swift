// SPDX-License-Identifier: Apache-2.0
import Optimization
import Synchronization
import Tensors
import Testing

/// What goes wrong in use, for every method: the status says so, and the best point is returned.
@Suite struct RobustnessTests {
  /// Rosenbrock's valley whose residuals turn to NaN after some evaluations.
  private final class Failing: TwiceDifferentiableResiduals {
    private let allowed: Int
    private let count = Mutex(0)

    init(after allowed: Int) { self.allowed = allowed }

    var parameterCount: Int { 2 }
    var residualCount: Int { 2 }

    private func next() -> Double {
      count.withLock {
        $0 += 1
        return $0 > allowed ? .nan : 0
      }
    }

    func residuals(at parameters: Tensor<Double>) -> Tensor<Double> {
      let fault = next()
      return ResidualFunction.rosenbrock.residuals(at: parameters).map { $0 + fault }
    }

    func residualsWithJacobian(at parameters: Tensor<Double>) -> (
      residuals: Tensor<Double>, jacobian: Tensor<Double>
    ) {
      let fault = next()
      let (residuals, jacobian) = ResidualFunction.rosenbrock.residualsWithJacobian(at: parameters)
      return (residuals.map { $0 + fault }, jacobian)
    }

    func secondDirectionalDerivative(
      at parameters: Tensor<Double>, along direction: Tensor<Double>
    ) -> Tensor<Double> {
      let fault = next()
      return ResidualFunction.rosenbrock.secondDirectionalDerivative(at: parameters, along: direction)
        .map { $0 + fault }
    }
  }

  @Test(
    "NaN from some evaluation on ends a run at its best point", arguments: RunTests.Method.all, [1, 2, 5, 9])
  func failing(_ method: RunTests.Method, after count: Int) throws {
    // The last evaluation of a fit, that of the residuals it returns, may fail, too.
    let minimum = try method.minimize(Failing(after: count), [-1.2, 1], .iterations(300), { _ in .continue })
    #expect(!minimum.status.isConverged, "\(minimum.status)")
    #expect(minimum.value.isFinite && minimum.parameters.isFinite && minimum.value <= 24.2 + 1e-12)
  }

  @Test("infinity along the way is a step too long", arguments: RunTests.Method.recovering)
  func infinite(_ method: RunTests.Method) throws {
    let barrier = ResidualFunction(parameters: 1, residuals: 2) { x in
      x[0].value < 5 ? [x[0] - 4.5, exp(-x[0])] : [Dual(.infinity, .infinity), 0]
    }
    let minimum = try method.minimize(barrier, from: [-1])
    #expect(minimum.status.isConverged, "\(minimum.status)")
    #expect(abs(minimum.parameters.scalars[0] - 4.5) < 1e-3, "\(minimum.parameters)")
  }

  @Test("parameters of extreme units", arguments: LevenbergMarquardtTests.methods, [1e-8, 1e8])
  func units(_ method: LevenbergMarquardt, scale: Double) throws {
    let valley = ResidualFunction(parameters: 2, residuals: 2) { x in
      let (a, b) = (x[0] * Dual(1 / scale), x[1])
      return [10 * (b - a * a), 1 - a]
    }
    var method = method
    // With the identity one unit of every parameter counts alike, and a fit may take its time.
    if method.scaling == .identity { method.scaling = .given(Tensor([1 / scale, 1])) }
    let fit = try method.minimize(valley, from: Tensor([-1.2 * scale, 1]))
    #expect(fit.status.isConverged, "\(fit.status)")
    #expect(abs(fit.parameters.scalars[0] / scale - 1) < 1e-6)
  }

  @Test("values of extreme units", arguments: RunTests.Method.levenbergMarquardt, [1e-8, 1e8])
  func values(_ method: RunTests.Method, scale: Double) throws {
    let valley = ResidualFunction(parameters: 2, residuals: 2) { x in
      [Dual(scale) * 10 * (x[1] - x[0] * x[0]), Dual(scale) * (1 - x[0])]
    }
    let minimum = try method.minimize(valley, from: [-1.2, 1])
    #expect(minimum.status.isConverged, "\(minimum.status)")
  }

  @Test("many starts find the lowest of several minima")
  func manyStarts() throws {
    // Minima of (x² - 1)² + (x - 1)²/4 near ±1; only x = 1 gives 0.
    let wells = ResidualFunction(parameters: 1, residuals: 2) { x in [x[0] * x[0] - 1, 0.25 * (x[0] - 1)] }
    let one = try LevenbergMarquardt().minimize(wells, from: [-1])
    #expect(one.value > 0.1)
    let fit = try MultiStart(LevenbergMarquardt(), from: [-2], to: [2]).minimize(wells, from: [-1])
    #expect(fit.value < 1e-12)
  }

  @Test("printed lines tell the iterations")
  func printing() throws {
    var lines: [String] = []
    let minimum = try BFGS().minimize(
      ResidualFunction.rosenbrock, from: [-1.2, 1], observing: printingObserver(every: 5) { lines.append($0) }
    )
    #expect(lines.count == minimum.iterations / 5 + 1)
    #expect(lines[0].hasPrefix("0: value 24."))
  }
}
