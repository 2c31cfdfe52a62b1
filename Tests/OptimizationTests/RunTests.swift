// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import Testing

/// What every method does at the start, at limits and at numbers that are not finite.
@Suite struct RunTests {
  /// A method that minimises any least-squares function.
  struct Method: CustomTestStringConvertible {
    let testDescription: String
    let minimize: @Sendable (any LeastSquaresFunction, Tensor<Double>, Limits, Observer) throws -> Minimum

    /// Every rule, with a rate that suits Rosenbrock's valley.
    static let rules: [@Sendable (Limits) -> any FirstOrderMethod] = [
      { GradientDescent(learningRate: 1e-3, limits: $0) },
      { GradientDescent(learningRate: 1e-3, momentum: .heavyBall(0.5), limits: $0) },
      { GradientDescent(learningRate: 1e-3, momentum: .nesterov(0.5), limits: $0) },
      { Adadelta(limits: $0) },
      { Adagrad(learningRate: 0.1, limits: $0) },
      { Adam(learningRate: 0.1, limits: $0) },
      { AdamW(learningRate: 0.1, limits: $0) },
      { Adamax(learningRate: 0.1, limits: $0) },
      { AdaBelief(learningRate: 0.1, limits: $0) },
      { AMSGrad(learningRate: 0.1, limits: $0) },
      { LAMB(learningRate: 0.01, limits: $0) },
      { Lion(learningRate: 0.01, limits: $0) },
      { Muon(learningRate: 1e-3, momentum: 0.5, matrices: [], limits: $0) },
      { NAdam(learningRate: 0.1, limits: $0) },
      { RAdam(learningRate: 1e-3, limits: $0) },
      { RMSProp(learningRate: 0.01, limits: $0) },
      { RMSProp(learningRate: 0.01, momentum: 0.5, isCentered: true, limits: $0) },
      { Rprop(learningRate: 0.01, limits: $0) },
    ]
    static let firstOrder = rules.enumerated().map { index, rule in
      Method(testDescription: "rule \(index), \(type(of: rule(Limits())))") {
        try rule($2).minimize($0, from: $1, observing: $3)
      }
    }
    static let levenbergMarquardt = [LevenbergMarquardt.Solver.qr, .cholesky, .wide, .matrixFree].flatMap {
      solver in
      [LevenbergMarquardt.Damping.radius, .nielsen].map { damping in
        Method(testDescription: "Levenberg-Marquardt, \(solver), \(damping)") {
          try LevenbergMarquardt(damping: damping, solver: solver, limits: $2)
            .minimize($0, from: $1, observing: $3).minimum
        }
      }
    }
    static let searches: [any LineSearch] = [StrongWolfe(), HagerZhang(), Backtracking(), Doubling()]
    static let quasiNewton = searches.map { search in
      Method(testDescription: "BFGS, \(search)") {
        try BFGS(lineSearch: search, limits: $2).minimize($0, from: $1, observing: $3)
      }
    }
    static let further = [
      Method(testDescription: "L-BFGS") { try LBFGS(limits: $2).minimize($0, from: $1, observing: $3) },
      Method(testDescription: "conjugate gradients, PR") {
        try ConjugateGradient(variant: .polakRibiere, limits: $2).minimize($0, from: $1, observing: $3)
      },
      Method(testDescription: "conjugate gradients, HZ") {
        try ConjugateGradient(limits: $2).minimize($0, from: $1, observing: $3)
      },
      Method(testDescription: "dogleg") {
        try Dogleg(limits: $2).minimize($0, from: $1, observing: $3).minimum
      },
    ]
    static let others = [
      Method(testDescription: "steepest descent") {
        try SteepestDescent(limits: $2).minimize($0, from: $1, observing: $3)
      },
      Method(testDescription: "Gauss-Newton") {
        try GaussNewton(limits: $2).minimize($0, from: $1, observing: $3).minimum
      },
      Method(testDescription: "Newton, exact") {
        try TrustRegionNewton(limits: $2).minimize(SquaresWithHessian($0), from: $1, observing: $3)
      },
      Method(testDescription: "Newton, conjugate gradients") {
        try TrustRegionNewton(subproblem: .conjugateGradients, limits: $2)
          .minimize(SquaresWithHessian($0), from: $1, observing: $3)
      },
    ]
    static let recovering = quasiNewton + levenbergMarquardt + further
    static let all = firstOrder + recovering + others

    func minimize(
      _ function: ResidualFunction, from start: Tensor<Double>, limits: Limits = Limits(),
      observing observer: Observer = { _ in .continue }
    ) throws -> Minimum { try minimize(function, start, limits, observer) }
  }

  static let nonFiniteStarts: [(String, ResidualFunction)] = [
    ("NaN", ResidualFunction(parameters: 1, residuals: 2) { x in [x[0], 0 * x[0] / 0] }),
    ("infinity", ResidualFunction(parameters: 1, residuals: 2) { x in [x[0], 1 / (x[0] - 2)] }),
    ("gradient only", ResidualFunction(parameters: 1, residuals: 2) { x in [x[0], Dual(1, .nan)] }),
    ("overflow", ResidualFunction(parameters: 1, residuals: 1) { x in [Dual(1e200) * x[0]] }),
  ]

  @Test("a start that is not finite fails", arguments: Method.all, nonFiniteStarts.indices)
  func nonFiniteStart(_ method: Method, _ index: Int) throws {
    let (name, function) = Self.nonFiniteStarts[index]
    let minimum = try method.minimize(function, from: [2])
    #expect(minimum.status == .failed(because: .nonFiniteStart), "\(name)")
    #expect(minimum.iterations == 0)
    #expect(minimum.parameters == [2])
  }

  @Test("an optimal start converges at once", arguments: Method.all)
  func optimalStart(_ method: Method) throws {
    for start in [[1, 1], [1, 1 + 1e-300]] as [Tensor<Double>] {
      let minimum = try method.minimize(.rosenbrock, from: start)
      #expect(minimum.status == .converged(by: .gradient))
      #expect(minimum.iterations == 0)
      #expect(minimum.evaluations.values == 1)
      #expect(minimum.parameters == start)
    }
  }

  @Test("a constant is minimal everywhere", arguments: Method.all)
  func constant(_ method: Method) throws {
    let minimum = try method.minimize(
      ResidualFunction(parameters: 2, residuals: 3) { _ in [1, 2, 3] }, from: [4, 5])
    #expect(minimum.status == .converged(by: .gradient))
    #expect(minimum.value == 14)
    #expect(minimum.gradient == [0, 0])
  }

  @Test(
    "methods with a shorter step to try recover from NaN",
    arguments: Method.recovering)
  func recovery(_ method: Method) throws {
    // Rosenbrock's valley, cut off left of -1.25 and, around the way to the minimum, above 1.1.
    let walled = ResidualFunction(parameters: 2, residuals: 2) { x in
      let outside = x[0].value < -1.25 || x[1].value > 1.1
      return outside ? [Dual(.nan), Dual(.nan)] : ResidualFunction.rosenbrock.residuals(x)
    }
    let minimum = try method.minimize(walled, from: [-1.2, 1])
    #expect(minimum.status.isConverged, "\(minimum.status)")
    #expect(minimum.parameters.scalars.allSatisfy { abs($0 - 1) < 1e-6 }, "\(minimum.parameters.scalars)")
  }

  @Test("methods of fixed steps fail at NaN", arguments: Method.firstOrder)
  func noRecovery(_ method: Method) throws {
    let walled = ResidualFunction(parameters: 1, residuals: 1) { x in x[0].value < 1 ? [Dual(.nan)] : [x[0]] }
    let minimum = try method.minimize(walled, from: [3], limits: .iterations(10_000))
    #expect(minimum.status == .failed(because: .nonFinite))
    #expect(minimum.value.isFinite && minimum.parameters.scalars[0] >= 1)
  }

  @Test("the observer sees the start and every iteration, and can stop", arguments: Method.all)
  func callback(_ method: Method) throws {
    var seen: [IterationRecord] = []
    let minimum = try method.minimize(.rosenbrock, from: [-1.2, 1]) { state in
      seen.append(state.record)
      #expect(state.parameters.shape == [2])
      #expect(state.iteration == seen.count - 1)
      return state.iteration == 2 ? .stop : .continue
    }
    #expect(minimum.status == .stopped(by: .callback))
    #expect(minimum.iterations == 2)
    #expect(minimum.history == seen)
    // A line search may have seen a lower point than it settled for.
    #expect(minimum.value <= seen.map(\.value).min() ?? 0)
  }

  @Test("an error of the observer ends the run", arguments: Method.all)
  func throwingObserver(_ method: Method) {
    #expect(throws: CancellationError.self) {
      try method.minimize(.rosenbrock, from: [-1.2, 1]) { _ in throw CancellationError() }
    }
  }

  static let limits: [(Limits, Status.Limit)] = [
    (.iterations(0), .iterations), (.iterations(3), .iterations), (Limits(evaluations: 1), .evaluations),
    (Limits(evaluations: 3), .evaluations), (Limits(time: .zero), .time), (Limits(target: 10), .target),
  ]

  @Test("each limit stops", arguments: Method.all, limits.indices)
  func limit(_ method: Method, _ index: Int) throws {
    let (limits, reason) = Self.limits[index]
    let minimum = try method.minimize(.rosenbrock, from: [-1.2, 1], limits: limits)
    #expect(minimum.status == .stopped(by: reason))
    #expect(minimum.iterations <= limits.iterations)
    if let target = limits.target { #expect(minimum.value <= target) }
  }

  @Test("a cancelled task stops with the best point", arguments: Method.all)
  func cancellation(_ method: Method) async throws {
    let minimum = try await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try method.minimize(.rosenbrock, from: [-1.2, 1])
    }.value
    #expect(minimum.status == .stopped(by: .cancellation))
    #expect(minimum.parameters == [-1.2, 1])
  }

  @Test("value, gradient and parameters belong together", arguments: Method.all)
  func consistency(_ method: Method) throws {
    for iterations in 0..<25 {
      let minimum = try method.minimize(.rosenbrock, from: [-1.2, 1], limits: .iterations(iterations))
      let (value, gradient) = try ResidualFunction.rosenbrock.valueWithGradient(at: minimum.parameters)
      #expect(minimum.value.isClose(to: value))
      #expect(zip(minimum.gradient.scalars, gradient.scalars).allSatisfy { abs($0 - $1) <= 1e-11 })
      #expect(minimum.history.allSatisfy { minimum.value <= $0.value })
    }
  }
}
