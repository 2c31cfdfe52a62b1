// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A run of a least-squares method whose steps are bounded or damped.
struct TrustRegionSearch<Function: LeastSquaresFunction, Model: LinearModel, Control: StepControl> {
  private let function: Function
  private let options: TrustRegionOptions
  private var control: Control
  private var run: Run
  private var point: Point
  private var model: Model
  private var bounds: ActiveBounds?
  /// The diagonal of `D`.
  private var scaling: Tensor<Double>
  /// The largest norm so far of each column of the Jacobian.
  private var largestNorms: Tensor<Double>
  /// The largest magnitude so far of each parameter.
  private var largestParameters: Tensor<Double>
  private var rejections = 0
  /// The verdict of a run that is being refined, and by how many steps it has been.
  private var reached: Status?
  private var refinements = 0
  /// What bends the residuals, where the function knows it and the method uses it.
  private let curvature: (any TwiceDifferentiableResiduals)?

  /// The run of `function` from `start`, where its linear model is `model`.
  init(
    of function: Function, from start: Tensor<Double>, model: Model, control: Control,
    options: TrustRegionOptions
  ) {
    self.function = function
    self.options = options
    self.control = control
    self.model = model
    point = Point(start, model)
    var evaluations = EvaluationCounts()
    evaluations.values = 1
    evaluations.jacobians = 1
    run = Run(from: point, after: evaluations, limits: options.limits)
    scaling = .ones(start.shape)
    largestNorms = .zeros(start.shape)
    largestParameters = .zeros(start.shape)
    bounds = options.bounds.map { ActiveBounds($0) }
    curvature = options.acceleratesAlongGeodesics ? function as? any TwiceDifferentiableResiduals : nil
    updateScales()
  }

  /// Iterates until the run ends.
  mutating func run(observing observer: Observer) throws -> Minimum {
    var verdict = model.isFinite ? optimality : .failed(because: .nonFiniteStart)
    var record = IterationRecord(iteration: 0, value: point.value, gradientNorm: gradientNorm)
    while true {
      if let status = try run.endIteration(
        record, at: point, verdict: deferred(verdict), observer: observer)
      {
        return run.minimum(reached ?? status)
      }
      if run.nextIteration == 1 { try startControl() }
      switch try reached.map({ try refine($0) }) ?? iterate() {
      case .ended(let status): return run.minimum(status)
      case .tried(let next, let status): (record, verdict) = (next, status)
      }
    }
  }

  /// A verdict, or none yet when the point it is passed on can be refined first.
  private mutating func deferred(_ verdict: Status?) -> Status? {
    guard reached == nil, options.refinementLimit > 0, run.nextIteration > 0 else { return verdict }
    switch verdict {
    case .converged(by: .gradient), .converged(by: .step), .converged(by: .objective),
      .converged(by: .rounding):
      reached = verdict
      return nil
    default: return verdict
    }
  }

  /// A Gauss-Newton step from a point that has converged: the gradient tells the last digits of the parameters where
  /// the sum of squares no longer does. Ends the run with `status` when it brings nothing more.
  private mutating func refine(_ status: Status) throws -> Iteration {
    let before = model.largestCosine
    guard bounds == nil, refinements < options.refinementLimit, before > 0,
      let equations = try model.equations(damping: 0, scaling: scaling)
    else { return .ended(status) }
    refinements += 1
    let step = try equations.step()
    var trial = TrialStep(equations, step: step, damping: 0, of: model, scaling: scaling)
    trial.damping = nil
    var next = point.parameters
    next.add(step, times: 1)
    let value = try function.value(at: next)
    run.evaluations.values += 1
    let (oldPoint, oldModel) = (point, model)
    let outcome = outcome(of: trial, value: value)
    guard value <= (1 + 32 * .ulpOfOne) * point.value, try accept(next, value: value) else {
      return .tried(record(trial, outcome, accepted: false), status)
    }
    guard model.largestCosine < before else {
      (point, model) = (oldPoint, oldModel)
      return .tried(record(trial, outcome, accepted: false), status)
    }
    return .tried(
      record(trial, outcome, accepted: true), refinements < options.refinementLimit ? nil : status)
  }

  /// What came of an iteration.
  private enum Iteration {
    /// A trial step, with the method's verdict if it ends the run.
    case tried(IterationRecord, Status?)
    /// No step worth trying.
    case ended(Status)
  }

  private mutating func iterate() throws -> Iteration {
    guard var trial = try control.step(of: model, scaling: scaling), trial.step.isFinite else {
      return reject(nil, nil, reason: .singular)
    }
    if let bounds { try bounds.project(&trial, from: point.parameters, model: model, scaling: scaling) }
    // What the last step gains is lost in the rounding of the sum of squares, but not in the parameters.
    let isLast =
      trial.predicted <= .ulpOfOne * point.value && model.isStationary(within: 1e-6, at: point.parameters)
    let scaledParameters = point.parameters.multiplied(by: scaling).norm
    let isShort = trial.scaledLength <= options.stepTolerance * scaledParameters
    if !isLast, rejections == 0, isShort { return .ended(.converged(by: .step)) }
    if !isLast, !isShort, try !bend(&trial) {
      let outcome = StepOutcome(scaledLength: trial.scaledLength, gainRatio: .nan, shortening: 0.25)
      return reject(trial, outcome, reason: .noProgress)
    }

    var next = point.parameters
    next.add(trial.step, times: 1)
    bounds?.clamp(&next)
    let value = try function.value(at: next)
    run.evaluations.values += 1
    let outcome = outcome(of: trial, value: value)
    let isLower =
      isLast ? value <= (1 + 32 * .ulpOfOne) * point.value : value < point.value && outcome.gainRatio > 0
    guard isLower, try accept(next, value: value) else {
      if isLast { return .tried(record(trial, outcome, accepted: false), .converged(by: .rounding)) }
      return reject(trial, outcome, reason: .noProgress)
    }
    let actual = outcome.gainRatio * trial.predicted
    let record = self.record(trial, outcome, accepted: true)
    control.accept(outcome)
    if let optimality { return .tried(record, optimality) }
    if isLast { return .tried(record, .converged(by: .rounding)) }
    let tolerance = options.objectiveTolerance * value
    let isFlat = actual <= tolerance && trial.predicted <= tolerance && outcome.gainRatio <= 2
    return .tried(record, isFlat ? .converged(by: .objective) : nil)
  }

  /// The outcome of a step to a point of the given value.
  private func outcome(of trial: TrialStep, value: Double) -> StepOutcome {
    let actual = point.value - value
    // Moré's rule: the parabola through both values with the slope 2pᵀJᵀr, kept between a tenth and a half.
    let slope = 2 * trial.step.inner(model.gradient)
    let isFarHigher = !(value < 100 * point.value)
    let factor = isFarHigher ? 0.1 : actual >= 0 ? 0.5 : 0.5 * slope / (slope + actual)
    return StepOutcome(
      scaledLength: trial.scaledLength, gainRatio: actual / trial.predicted,
      shortening: factor >= 0.1 ? min(factor, 0.5) : 0.1)
  }

  /// Adds the geodesic acceleration to a step.
  ///
  /// - Returns: Whether the acceleration is small enough beside the step for the expansion to hold
  ///   (Transtrum and Sethna 2012, with `2‖D·a‖ ≤ 0.75 ‖D·v‖`).
  private mutating func bend(_ trial: inout TrialStep) throws -> Bool {
    guard let curvature, let solve = trial.solution else { return true }
    let second = try curvature.secondDirectionalDerivative(at: point.parameters, along: trial.step)
    run.evaluations.secondDerivatives += 1
    guard second.isFinite else { return true }
    let pull = try function.transposedJacobianProduct(at: point.parameters, with: second)
    guard pull.isFinite, let solution = try solve(bounds?.free(pull) ?? pull) else { return true }
    let ratio = solution.multiplied(by: scaling).norm * 2 / trial.scaledLength
    guard ratio <= 0.75 else { return false }
    trial.step.add(solution, times: -0.5)
    return true
  }

  /// Moves to `trial`, unless the model is not finite there.
  private mutating func accept(_ trial: Tensor<Double>, value: Double) throws -> Bool {
    let next = try Model(of: function, at: trial)
    run.evaluations.jacobians += 1
    guard next.isFinite else { return false }
    model = next
    point = Point(trial, next)
    // The trial's value was compared with the one before; the model's may round differently.
    point.value = value
    run.consider(point)
    rejections = 0
    updateScales()
    return true
  }

  /// Stays at the point and shortens the step. Too many rejections in a row fail for the given reason.
  private mutating func reject(
    _ trial: TrialStep?, _ outcome: StepOutcome?, reason: Status.Failure
  ) -> Iteration {
    let record = record(trial, outcome, accepted: false)
    control.reject(outcome)
    rejections += 1
    if control.isExhausted { return .tried(record, .failed(because: .dampingOverflow)) }
    return .tried(record, rejections >= options.rejectionLimit ? .failed(because: reason) : nil)
  }

  private func record(_ trial: TrialStep?, _ outcome: StepOutcome?, accepted: Bool) -> IterationRecord {
    IterationRecord(
      iteration: run.nextIteration, value: point.value, gradientNorm: gradientNorm,
      stepNorm: trial?.step.norm ?? 0, damping: trial?.damping, radius: trial?.radius,
      gainRatio: outcome.flatMap { $0.gainRatio.isNaN ? nil : $0.gainRatio }, accepted: accepted)
  }

  private var gradientNorm: Double { 2 * model.gradient.infinityNorm }

  /// The test of optimality that the point passes, if any.
  private var optimality: Status? {
    if model.isStationary(within: options.gradientTolerance, at: point.parameters) {
      return .converged(by: .gradient)
    }
    let resolution = .ulpOfOne * largestParameters.multiplied(by: model.columnNorms).norm
    return point.value.squareRoot() <= resolution ? .converged(by: .zeroResidual) : nil
  }

  private mutating func updateScales() {
    if let active = bounds?.update(at: point.parameters, gradient: point.gradient) {
      model = model.holding(active)
    }
    largestNorms = largestNorms.elementwiseMaximum(with: model.columnNorms)
    largestParameters = largestParameters.elementwiseMaximum(
      with: Tensor(point.parameters.scalars.map(\.magnitude)))
    switch options.scaling {
    case .identity: break
    case .columnNorms: scaling = Tensor(largestNorms.scalars.map { $0 > 0 ? $0 : 1 })
    case .given(let diagonal): scaling = diagonal
    }
  }

  private mutating func startControl() throws {
    let length = point.parameters.multiplied(by: scaling).norm
    try control.start(model, scaling: scaling, bound: options.firstStepBound * (length > 0 ? length : 1))
  }
}

extension Point {
  /// The point of a sum of squares at `parameters`, where its linear model is `model`.
  fileprivate init(_ parameters: Tensor<Double>, _ model: some LinearModel) {
    self.init(parameters: parameters, value: model.sumOfSquares, gradient: model.gradient.scaled(by: 2))
  }
}
