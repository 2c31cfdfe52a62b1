// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import Testing

/// Every method on every kind of difficult function that is a sum of squares: no false 'converged', the best point
/// returned, and the minimum found by the methods that can.
@Suite struct RobustnessTableTests {
  /// A function with a start, and what is known of its minima.
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let function: ResidualFunction
    let start: [Double]
    /// The least sum of squares.
    let least: Double
    /// How near the sum must come to it, relative to that at the start, for a run to be converged.
    let tolerance: Double
    /// Whether methods that choose their steps reach it.
    let isSolved: Bool

    init(
      _ name: String, _ function: ResidualFunction, from start: [Double], least: Double,
      tolerance: Double = 1e-7, isSolved: Bool = true
    ) {
      testDescription = name
      (self.function, self.start, self.least) = (function, start, least)
      (self.tolerance, self.isSolved) = (tolerance, isSolved)
    }
  }

  /// Three planes whose sum of squares is 2/3 at (1/3, 0), in units of the residuals and of the parameters.
  private static func planes(_ unit: Double, _ length: Double) -> ResidualFunction {
    ResidualFunction(parameters: 2, residuals: 3) { x in
      let (a, b, unit) = (x[0] * Dual(1 / length), x[1] * Dual(1 / length), Dual(unit))
      return [unit * (a - 1), unit * (b + a), unit * (a - b)]
    }
  }

  static let rows = [
    Row("residuals of 1e-8", planes(1e-8, 1), from: [-1.2, 1], least: 1e-16 * 2 / 3),
    Row("residuals of 1e8", planes(1e8, 1), from: [-1.2, 1], least: 1e16 * 2 / 3),
    Row("parameters of 1e-8", planes(1, 1e-8), from: [-1.2e-8, 1e-8], least: 2.0 / 3, isSolved: false),
    Row("parameters of 1e8", planes(1, 1e8), from: [-1.2e8, 1e8], least: 2.0 / 3, isSolved: false),
    Row(
      "a Jacobian of rank 1",
      ResidualFunction(parameters: 3, residuals: 4) { x in
        (1...4).map { Dual(0.1 * Double($0)) * (x[0] + x[1] + x[2]) - Dual(Double($0)) }
      }, from: [1, 2, 3], least: 0),
    Row(
      "columns that are 0",
      ResidualFunction(parameters: 3, residuals: 2) { x in [x[0] - 1, 2 * (x[0] + 1)] }, from: [3, 2, 1],
      least: 3.2),
    Row(
      "fewer residuals than parameters",
      ResidualFunction(parameters: 3, residuals: 2) { x in
        [x[0] * x[0] + x[1] * x[1] + x[2] * x[2] - 1, x[0] - x[1]]
      }, from: [1, 2, 3], least: 0),
    Row(
      "infinity on the way",
      ResidualFunction(parameters: 1, residuals: 2) { x in
        x[0].value < 5 ? [x[0] - 4.5, Dual(0.1)] : [Dual(.infinity, .infinity), 0]
      }, from: [-1], least: 0.01),
    Row(
      "no minimum but at infinity", ResidualFunction(parameters: 1, residuals: 1) { x in [1 / x[0]] },
      from: [1], least: 0, tolerance: 1e-4, isSolved: false),
  ]

  @Test("a run says that it converged only where it did", arguments: RunTests.Method.all, rows)
  func honest(_ method: RunTests.Method, _ row: Row) throws {
    let minimum = try method.minimize(row.function, from: Tensor(row.start), limits: .iterations(2000))
    let first = try row.function.value(at: Tensor(row.start))
    let isAtMinimum = minimum.value - row.least <= row.tolerance * first
    #expect(!minimum.status.isConverged || isAtMinimum, "\(minimum.value), \(minimum.status)")
    #expect(minimum.value <= first && minimum.parameters.isFinite)
    #expect(minimum.history.allSatisfy { minimum.value <= $0.value * (1 + 1e-12) || !$0.value.isFinite })
    let adapts = (RunTests.Method.recovering + RunTests.Method.others).contains {
      $0.testDescription == method.testDescription
    }
    if adapts, row.isSolved {
      #expect(minimum.status.isConverged && isAtMinimum, "\(minimum.value), \(minimum.status)")
    }
  }

  @Test("a saddle is left by curvature alone", arguments: RunTests.Method.all)
  func saddle(_ method: RunTests.Method) throws {
    let function = ResidualFunction(parameters: 2, residuals: 2) { x in [x[0] * x[0] - 1, x[1]] }
    let minimum = try method.minimize(function, from: [0, 0])
    #expect(minimum.status.isConverged, "\(minimum.status)")
    if method.testDescription.hasPrefix("Newton, ") {
      #expect(minimum.value < 1e-12, "\(minimum.value)")
    } else {
      // Without second derivatives nothing tells a saddle from a minimum.
      #expect(minimum.status == .converged(by: .gradient) && minimum.iterations == 0)
    }
  }

  /// `-x`, which falls for ever.
  private struct Slope: TwiceDifferentiableFunction {
    var parameterCount: Int { 1 }
    func value(at parameters: Tensor<Double>) -> Double { -parameters.scalars[0] }
    func valueWithGradient(at parameters: Tensor<Double>) -> (value: Double, gradient: Tensor<Double>) {
      (-parameters.scalars[0], [-1])
    }
    func hessianVectorProduct(at parameters: Tensor<Double>, along direction: Tensor<Double>) -> Tensor<
      Double
    > { [0] }
  }

  static let general: [any Optimizer] =
    RunTests.Method.searches.map { BFGS(lineSearch: $0) } + [
      BFGS(lineSearch: MoreThuente()), LBFGS(), ConjugateGradient(),
      ConjugateGradient(variant: .polakRibiere), SteepestDescent(),
    ] + RunTests.Method.rules.map { $0(Limits()) }

  @Test("a function that falls for ever never converges", arguments: general.indices)
  func unbounded(_ index: Int) throws {
    let minimum = try Self.general[index].minimize(Slope(), from: [0])
    #expect(!minimum.status.isConverged, "\(minimum.status)")
    #expect(minimum.value < 0)
  }

  @Test("nor does Newton's method on it", arguments: [true, false])
  func unboundedNewton(isExact: Bool) throws {
    let method = TrustRegionNewton(subproblem: isExact ? .exact : .conjugateGradients)
    let minimum = try method.minimize(Slope(), from: [0])
    #expect(!minimum.status.isConverged, "\(minimum.status)")
    #expect(minimum.value < 0)
  }
}
