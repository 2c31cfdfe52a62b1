// SPDX-License-Identifier: Apache-2.0
import Models
import Optimization
import PlaygroundProblems
import Tensors
import Testing

@Suite struct LevenbergMarquardtTests {
  /// Every combination of solver, damping matrix and rule of damping.
  static let methods = [LevenbergMarquardt.Solver.qr, .cholesky].flatMap { solver in
    [LeastSquaresScaling.columnNorms, .identity].flatMap { matrix in
      [LevenbergMarquardt.Damping.radius, .nielsen].map {
        LevenbergMarquardt(scaling: matrix, damping: $0, solver: solver)
      }
    }
  }

  @Test("the history tells one story", arguments: methods, MGHProblem.all)
  func history(_ method: LevenbergMarquardt, _ problem: MGHProblem) throws {
    var method = method
    let function = try problem.leastSquares()
    method.limits.iterations = 100
    var observed: [IterationRecord] = []
    let fit = try method.minimize(function, from: problem.startVector) { state in
      observed.append(state.record)
      return .continue
    }
    #expect(observed == fit.history)
    #expect(fit.history.map(\.iteration) == Array(0...fit.iterations))
    for (before, record) in zip(fit.history, fit.history.dropFirst()) {
      // The last step may be one whose gain is lost in rounding.
      #expect(record.value <= before.value * (1 + 1e-14), "at \(record.iteration)")
      if !record.isAccepted {
        #expect(record.value == before.value && record.gradientNorm == before.gradientNorm)
      }
      if !before.isAccepted, let damping = record.damping, let last = before.damping {
        #expect(damping > last)
      }
    }
    #expect(fit.evaluations.values <= 1 + fit.iterations)
    // A step of refinement that does not help has its Jacobian all the same.
    #expect((0...1).contains(fit.evaluations.jacobians - fit.history.count { $0.isAccepted }))
    let value = try function.value(at: fit.parameters)
    #expect(fit.value.isClose(to: value))
    let residuals = try function.residuals(at: fit.parameters)
    #expect(fit.residuals == residuals)
  }

  @Test("evaluations are counted as they are made", arguments: methods)
  func counts(_ method: LevenbergMarquardt) throws {
    let function = CountingFunction(ResidualFunction.rosenbrock)
    let fit = try method.minimize(function, from: [-1.2, 1])
    #expect(fit.history.contains { !$0.isAccepted }, "no rejection to test with")
    #expect(fit.evaluations.jacobians == function.jacobians)
    // The value at the start comes with the Jacobian, and the residuals of the result are evaluated once more.
    #expect(fit.evaluations.values == function.residualEvaluations)
  }

  @Test("a trial outside the domain is a rejected step", arguments: methods)
  func domain(_ method: LevenbergMarquardt) throws {
    // A step that bends so much would be shortened before it is tried.
    var method = method
    method.acceleratesAlongGeodesics = false
    let logarithm = ResidualFunction(parameters: 1, residuals: 1) { x in [log(x[0])] }
    let fit = try method.minimize(logarithm, from: [10])
    #expect(fit.history[1].isAccepted == false)
    #expect(fit.status.isConverged, "\(fit.status)")
    #expect(fit.parameters.scalars[0].isClose(to: 1))
  }

  @Test("a point without a finite Jacobian is a rejected step", arguments: methods)
  func nonFiniteJacobian(_ method: LevenbergMarquardt) throws {
    // Finite everywhere, but with no slope left of 0.
    let kinked = ResidualFunction(parameters: 1, residuals: 1) { x in
      [x[0].value > 0 ? log(x[0]) : Dual(-0.5, .nan)]
    }
    let fit = try method.minimize(kinked, from: [10])
    #expect(fit.status.isConverged, "\(fit.status)")
    #expect(fit.parameters.scalars[0].isClose(to: 1))
  }

  @Test("dependent columns do not hinder a fit", arguments: methods)
  func rankDeficient(_ method: LevenbergMarquardt) throws {
    let sum = ResidualFunction(parameters: 3, residuals: 4) { x in
      (1...4).map { exp(Dual(0.1 * Double($0)) * (x[0] + x[1])) - Dual(Double($0)) }
    }
    let single = ResidualFunction(parameters: 1, residuals: 4) { x in
      (1...4).map { exp(Dual(0.1 * Double($0)) * x[0]) - Dual(Double($0)) }
    }
    let fit = try method.minimize(sum, from: [1, 2, 3])
    #expect(fit.status.isConverged, "\(fit.status)")
    #expect(fit.parameters.scalars[2] == 3, "a parameter without influence stays")
    #expect(try fit.value.isClose(to: method.minimize(single, from: [3]).value))
    let error = #expect(throws: CovarianceError.self) { try fit.covariance() }
    // Either of the two parameters that only count by their sum may be the one to go.
    #expect(
      [[0, 2], [1, 2]].contains { error == .rankDeficient(rank: 1, undetermined: $0) },
      "\(String(describing: error))")
  }

  @Test("fewer residuals than parameters", arguments: methods)
  func underdetermined(_ method: LevenbergMarquardt) throws {
    let circle = ResidualFunction(parameters: 3, residuals: 2) { x in
      [x[0] * x[0] + x[1] * x[1] + x[2] * x[2] - 1, x[0] - x[1]]
    }
    let fit = try method.minimize(circle, from: [1, 2, 3])
    #expect(fit.status.isConverged, "\(fit.status)")
    #expect(fit.sumOfSquares < 1e-20)
    #expect(throws: CovarianceError.tooFewResiduals(residuals: 2, parameters: 3)) { try fit.covariance() }
  }

  @Test("a Jacobian of the wrong sign makes no progress", arguments: methods)
  func wrongJacobian(_ method: LevenbergMarquardt) throws {
    let wrong = ResidualFunction(parameters: 2, residuals: 3) { x in
      [Dual(x[0].value - 1, -x[0].slope), Dual(x[1].value - 2, -x[1].slope), 1]
    }
    let fit = try method.minimize(wrong, from: [5, 5])
    #expect(fit.status == .failed(because: .noProgress))
    #expect(fit.parameters == [5, 5])
  }

  @Test("the damping stays within the range of numbers")
  func dampingOverflow() throws {
    let steep = ResidualFunction(parameters: 1, residuals: 1) { x in
      [x[0].value == 1e-160 ? Dual(1e150) * x[0] : Dual(.nan)]
    }
    let fit = try LevenbergMarquardt(scaling: .identity, damping: .nielsen, rejectionLimit: 1000)
      .minimize(
        steep, from: [1e-160])
    #expect(fit.status == .failed(because: .dampingOverflow))
  }
}

extension Double {
  /// Whether two numbers agree to twelve digits.
  func isClose(to other: Double) -> Bool { abs(self - other) <= 1e-12 * max(abs(other), 1e-12) }
}

/// Counts the calls of a function.
private final class CountingFunction: LeastSquaresFunction {
  private let function: ResidualFunction
  private(set) var residualEvaluations = 0
  private(set) var jacobians = 0

  init(_ function: ResidualFunction) { self.function = function }

  var parameterCount: Int { function.parameterCount }
  var residualCount: Int { function.residualCount }

  func residuals(at parameters: Tensor<Double>) -> Tensor<Double> {
    residualEvaluations += 1
    return function.residuals(at: parameters)
  }

  func residualsWithJacobian(at parameters: Tensor<Double>) -> (
    residuals: Tensor<Double>, jacobian: Tensor<Double>
  ) {
    jacobians += 1
    return function.residualsWithJacobian(at: parameters)
  }
}
