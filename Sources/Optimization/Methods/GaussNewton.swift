// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The Gauss-Newton method with a line search: undamped steps to the minimum of the linear model, shortened until the
/// sum of squares falls.
///
/// Fast where residuals are small and the start is near; Levenberg-Marquardt goes on where the Jacobian is close to
/// singular, and is the better first choice. Björck, *Numerical Methods for Least Squares Problems*, 1996, section 9.2.
public struct GaussNewton: LeastSquaresOptimizer {
  /// How steps are solved for. Where the Jacobian is rank-deficient the step is damped by rounding alone.
  public var solver: LeastSquaresSolver
  /// How step lengths are found.
  public var lineSearch: any LineSearch
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// The method with the given options.
  public init(
    solver: LeastSquaresSolver = .automatic, lineSearch: any LineSearch = Backtracking(),
    gradientTolerance: Double = 1e-10, limits: Limits = Limits()
  ) {
    self.solver = solver
    self.lineSearch = lineSearch
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  /// The fit with the least sum of squares that the method reaches from `start`, `[n]`.
  ///
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the function or the observer throws.
  public func minimize(
    _ function: some LeastSquaresFunction, from start: Tensor<Double>, observing observer: Observer
  ) throws -> LeastSquaresFit {
    try OptimizationError.checkFraction("GaussNewton.gradientTolerance", gradientTolerance)
    try lineSearch.validate()
    try limits.validate()
    try OptimizationError.check(start: start, for: function)
    let choice = solver.resolved(for: function)
    let products = ProductCount()
    let counted = CountedProducts(base: function, count: products)
    var minimum =
      switch choice.solver {
      case .qr, .automatic: try run(counted, start, TriangularModel.self, observer)
      case .cholesky: try run(counted, start, NormalEquationsModel.self, observer)
      case .wide: try run(counted, start, WideModel.self, observer)
      case .matrixFree: try run(counted, start, MatrixFreeModel.self, observer)
      }
    minimum.evaluations.jacobianProducts = products.value
    return try LeastSquaresFit(minimum, of: function, solver: choice)
  }

  private func run<Model: LinearModel>(
    _ function: some LeastSquaresFunction, _ start: Tensor<Double>, _: Model.Type, _ observer: Observer
  ) throws -> Minimum {
    var model = try Model(of: function, at: start)
    var point = Self.point(start, model)
    var evaluations = EvaluationCounts()
    (evaluations.values, evaluations.jacobians) = (1, 1)
    var run = Run(from: point, after: evaluations, limits: limits)
    var record = IterationRecord(iteration: 0, value: point.value, gradientNorm: point.gradient.infinityNorm)
    var verdict: Status? = model.isFinite ? nil : .failed(because: .nonFiniteStart)
    while true {
      if verdict == nil, model.isStationary(within: gradientTolerance, at: point.parameters) {
        verdict = .converged(by: .gradient)
      }
      if let status = try run.endIteration(record, at: point, verdict: verdict, observer: observer) {
        return run.minimum(status)
      }
      guard let direction = try direction(model) else { return run.minimum(.failed(because: .singular)) }
      let slope = direction.inner(point.gradient)
      if -slope <= 10 * .ulpOfOne * point.value { return run.minimum(.converged(by: .rounding)) }
      guard slope < 0 else { return run.minimum(.failed(because: .notDescent)) }
      var (last, next, lastStep) = (model, point, 0.0)
      func evaluate(_ step: Double) throws -> LinePoint {
        var parameters = point.parameters
        parameters.add(direction, times: step)
        last = try Model(of: function, at: parameters)
        run.evaluations.values += 1
        run.evaluations.jacobians += 1
        (next, lastStep) = (Self.point(parameters, last), step)
        run.consider(next)
        return LinePoint(
          step: step, value: next.value, slope: direction.inner(next.gradient),
          gradientIsFinite: next.gradient.hasFiniteElements)
      }
      let result = try lineSearch.search(
        from: LinePoint(step: 0, value: point.value, slope: slope), firstStep: 1, evaluate: evaluate)
      switch result {
      case .failure(let failure): return run.minimum(.failed(because: .lineSearch(failure)))
      case .success(let found):
        // A search may settle for another point than the last that it tried.
        if found.step != lastStep { _ = try evaluate(found.step) }
        let isSame = next.parameters == point.parameters
        record = IterationRecord(
          iteration: run.nextIteration, value: next.value, gradientNorm: next.gradient.infinityNorm,
          stepNorm: next.parameters.distance(to: point.parameters), stepLength: found.step)
        (model, point) = (last, next)
        if isSame { verdict = .converged(by: .step) }
      }
    }
  }

  private static func point(_ parameters: Tensor<Double>, _ model: some LinearModel) -> Point {
    Point(parameters: parameters, value: model.sumOfSquares, gradient: model.gradient.scaled(by: 2))
  }

  /// The undamped step, or one damped by little more than rounding where that is singular.
  private func direction(_ model: some LinearModel) throws -> Tensor<Double>? {
    let scaling = Tensor(model.columnNorms.scalars.map { $0 > 0 ? $0 : 1 })
    for damping in [0, 1e-14, 1e-10, 1e-6] {
      if let step = try model.equations(damping: damping, scaling: scaling)?.step(), step.isFinite {
        return step
      }
    }
    return nil
  }
}
