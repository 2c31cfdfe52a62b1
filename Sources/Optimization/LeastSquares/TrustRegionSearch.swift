// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A run of a least-squares method whose steps are bounded or damped.
///
/// The function is of no type known here, so that this type is compiled for each model and control. Iterations work in
/// memory that is allocated at the start, as far as model and control do.
struct TrustRegionSearch<Model: LinearModel, Control: StepControl> {
  private let function: any LeastSquaresFunction
  private let options: TrustRegionOptions
  private let products: ProductCount
  private var control: Control
  private var run: Run
  private var point: Point
  private var model: Model
  // Memory for the next point, its model and the step to it, and for what bends the step.
  private var nextPoint: Point
  private var nextModel: Model
  private var trial: TrialStep<Model.Damped>
  private var second: Tensor<Double>
  private var acceleration: Tensor<Double>
  private var bounds: ActiveBounds?
  /// The diagonal of `D`.
  private var scaling: Tensor<Double>
  /// The largest norm of each column of the Jacobian, as far as it is remembered.
  private var largestNorms: Tensor<Double>
  /// The largest magnitude so far of each parameter.
  private var largestParameters: Tensor<Double>
  /// The sum of squares at the start.
  private var firstValue: Double
  private var rejections = 0
  /// The verdict of a run that is being refined, and by how many steps it has been.
  private var reached: Status?
  private var refinements = 0
  /// What bends the residuals, where the function knows it and the method uses it.
  private let curvature: (any TwiceDifferentiableResiduals)?

  /// The run of `function`, whose products `products` counts, from `start`, where its linear model is `model`.
  init(
    of function: any LeastSquaresFunction, counting products: ProductCount, from start: Tensor<Double>,
    model: Model, control: Control, options: TrustRegionOptions
  ) {
    self.function = function
    self.products = products
    self.options = options
    self.control = control
    self.model = model
    point = Point(parameters: start, value: model.sumOfSquares, gradient: model.gradient.scaled(by: 2))
    nextPoint = point
    nextModel = model.spare
    trial = TrialStep(parameterCount: start.count)
    var evaluations = EvaluationCounts()
    evaluations.values = 1
    evaluations.jacobians = 1
    run = Run(from: point, after: evaluations, limits: options.limits)
    scaling = .ones(start.shape)
    largestNorms = .zeros(start.shape)
    largestParameters = .zeros(start.shape)
    firstValue = point.value
    bounds = options.bounds.map { ActiveBounds($0) }
    curvature = options.acceleratesAlongGeodesics ? function as? any TwiceDifferentiableResiduals : nil
    second = .zeros([curvature == nil ? 0 : function.residualCount])
    acceleration = .zeros(start.shape)
    updateScales()
  }

  /// Iterates until the run ends.
  mutating func run(keeping keeper: (any RunKeeper)?, observing observer: Observer) throws -> Minimum {
    var verdict = model.isFinite ? optimality : .failed(because: .nonFiniteStart)
    var record = IterationRecord(iteration: 0, value: point.value, gradientNorm: gradientNorm)
    var isRestored = try keeper?.restore(&self) == true
    if isRestored {
      // Its products were counted before it was saved.
      let count = products.value
      try updateModel()
      products.value = count
    }
    while true {
      var status =
        isRestored
        ? run.statusReached(keeper?.directive ?? .continue)
        : try run.endIteration(record, at: point, verdict: deferred(verdict), observer: observer)
      if run.nextIteration == 1, status == nil, !isRestored { try startControl() }
      // A run that is being refined is soon over.
      if !isRestored, reached == nil { status = try keeper.keep(&self, after: status, verdict: verdict) }
      if let status { return run.minimum(reached ?? status) }
      isRestored = false
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
    try trial.take(equations, damping: 0, of: model, scaling: scaling)
    trial.damping = nil
    let value = try evaluateNext()
    let outcome = outcome(value: value)
    guard value <= (1 + 32 * .ulpOfOne) * point.value, try accept(value: value) else {
      return .tried(record(outcome, isAccepted: false), status)
    }
    guard model.largestCosine < before else {
      swap(&point, &nextPoint)
      swap(&model, &nextModel)
      return .tried(record(outcome, isAccepted: false), status)
    }
    return .tried(record(outcome, isAccepted: true), refinements < options.refinementLimit ? nil : status)
  }

  /// Sets the next point's parameters to where the trial step leads, and returns the value there.
  private mutating func evaluateNext() throws -> Double {
    nextPoint.parameters.set(point.parameters, plus: trial.step, times: 1)
    bounds?.clamp(&nextPoint.parameters)
    run.evaluations.values += 1
    return try function.value(at: nextPoint.parameters.scalars.span)
  }

  /// What came of an iteration.
  private enum Iteration {
    /// A trial step, with the method's verdict if it ends the run.
    case tried(IterationRecord, Status?)
    /// No step worth trying.
    case ended(Status)
  }

  /// The most steps of an iteration that are shortened for their bend.
  private static var bendLimit: Int { 10 }

  /// Makes the next step to try, within bounds.
  ///
  /// - Returns: Whether there is one.
  private mutating func makeTrial() throws -> Bool {
    guard try control.step(of: model, scaling: scaling, into: &trial), trial.step.hasFiniteElements else {
      return false
    }
    if let bounds { try bounds.project(&trial, from: point.parameters, model: model, scaling: scaling) }
    return true
  }

  private mutating func iterate() throws -> Iteration {
    guard try makeTrial() else { return reject(nil, reason: .singular) }
    // What the last step gains is lost in the rounding of the sum of squares, but not in the parameters.
    let isLast =
      trial.predicted <= .ulpOfOne * point.value && model.isStationary(within: 1e-6, at: point.parameters)
    let isShort =
      trial.scaledLength <= options.stepTolerance * point.parameters.norm(times: scaling)
    if !isLast, rejections == 0, isShort { return .ended(.converged(by: .step)) }
    if !isLast, !isShort {
      // A step that bends too much is shortened before it is evaluated.
      var tries = 0
      while try !bend() {
        let outcome = StepOutcome(scaledLength: trial.scaledLength, gainRatio: .nan, shortening: 0.25)
        tries += 1
        guard tries < Self.bendLimit else { return reject(outcome, reason: .noProgress) }
        control.reject(outcome)
        guard !control.isExhausted, try makeTrial() else { return reject(nil, reason: .singular) }
      }
    }

    let value = try evaluateNext()
    let outcome = outcome(value: value)
    let isLower =
      isLast ? value <= (1 + 32 * .ulpOfOne) * point.value : value < point.value && outcome.gainRatio > 0
    guard isLower, try accept(value: value) else {
      if isLast { return .tried(record(outcome, isAccepted: false), .converged(by: .rounding)) }
      return reject(outcome, reason: .noProgress)
    }
    let actual = outcome.gainRatio * trial.predicted
    let record = self.record(outcome, isAccepted: true)
    control.accept(outcome)
    if let optimality { return .tried(record, optimality) }
    if isLast { return .tried(record, .converged(by: .rounding)) }
    let tolerance = options.objectiveTolerance * value
    let isFlat = actual <= tolerance && trial.predicted <= tolerance && outcome.gainRatio <= 2
    return .tried(record, isFlat ? .converged(by: .objective) : nil)
  }

  /// The outcome of the trial step to a point of the given value.
  private func outcome(value: Double) -> StepOutcome {
    let actual = point.value - value
    // Moré's rule: the parabola through both values with the slope 2pᵀJᵀr, kept between a tenth and a half.
    let slope = 2 * trial.step.inner(model.gradient)
    let isFarHigher = !(value < 100 * point.value)
    let factor = isFarHigher ? 0.1 : actual >= 0 ? 0.5 : 0.5 * slope / (slope + actual)
    return StepOutcome(
      scaledLength: trial.scaledLength, gainRatio: actual / trial.predicted,
      shortening: factor >= 0.1 ? min(factor, 0.5) : 0.1)
  }

  /// Adds the geodesic acceleration to the trial step.
  ///
  /// - Returns: Whether the acceleration is small enough beside the step for the expansion to hold
  ///   (Transtrum and Sethna 2012, `2‖D·a‖ ≤ α ‖D·v‖`).
  private mutating func bend() throws -> Bool {
    guard let curvature, let equations = trial.equations else { return true }
    run.evaluations.secondDerivatives += 1
    guard
      try model.acceleration(
        of: curvature, at: point.parameters, along: trial.step, solving: equations, holding: bounds,
        using: &second, into: &acceleration)
    else { return true }
    let ratio = acceleration.norm(times: scaling) * 2 / trial.scaledLength
    guard ratio <= options.accelerationLimit else { return false }
    trial.step.add(acceleration, times: 0.5)
    return true
  }

  /// Moves to the next point, unless the model is not finite there. The last point and its model take its place.
  private mutating func accept(value: Double) throws -> Bool {
    try nextModel.update(of: function, at: nextPoint.parameters)
    run.evaluations.jacobians += 1
    guard nextModel.isFinite else { return false }
    swap(&model, &nextModel)
    swap(&point, &nextPoint)
    // The trial's value was compared with the one before; the model's may round differently.
    point.value = value
    point.gradient.copy(model.gradient)
    point.gradient.scale(by: 2)
    run.consider(point)
    rejections = 0
    updateScales()
    return true
  }

  /// Stays at the point and shortens the step, or raises the damping of equations that were singular, without an outcome.
  /// Too many rejections in a row fail for the given reason.
  private mutating func reject(_ outcome: StepOutcome?, reason: Status.Failure) -> Iteration {
    let record = record(outcome, isAccepted: false)
    control.reject(outcome)
    rejections += 1
    if control.isExhausted { return .tried(record, .failed(because: .dampingOverflow)) }
    return .tried(record, rejections >= options.rejectionLimit ? .failed(because: reason) : nil)
  }

  /// The record of the trial step, or of an iteration that came to none, without an outcome.
  private func record(_ outcome: StepOutcome?, isAccepted: Bool) -> IterationRecord {
    var record = IterationRecord(
      iteration: run.nextIteration, value: point.value, gradientNorm: gradientNorm, isAccepted: isAccepted)
    if let outcome {
      record.stepNorm = trial.step.norm
      (record.damping, record.radius) = (trial.damping, trial.radius)
      if !outcome.gainRatio.isNaN { record.gainRatio = outcome.gainRatio }
    }
    return record
  }

  private var gradientNorm: Double { 2 * model.gradient.infinityNorm }

  /// The test of optimality that the point passes, if any.
  private var optimality: Status? {
    if model.isStationary(within: options.gradientTolerance, at: point.parameters) {
      return .converged(by: .gradient)
    }
    return isZeroUpToRounding ? .converged(by: .zeroResidual) : nil
  }

  /// Whether a change of the parameters' last digits changes the residuals by more than is left of them. A parameter that
  /// goes to 0 has the digits of its largest value, but only once next to nothing is left of the residuals at the start:
  /// columns of the Jacobian may grow beyond all bounds while a parameter runs away to 0.
  private var isZeroUpToRounding: Bool {
    let length = point.value.squareRoot()
    return length <= .ulpOfOne * point.parameters.norm(times: model.columnNorms)
      || (point.value <= .ulpOfOne * firstValue
        && length <= .ulpOfOne * largestParameters.norm(times: model.columnNorms))
  }

  /// How much of the largest column norms is left after a step of light damping.
  ///
  /// A parameter that runs through many powers of ten leaves a norm behind that would hold it for ever: then λ falls, and
  /// steps stay short all the same. On NIST's problems any limit of λ from 10⁻⁶ to 10⁻² solves all 54 runs, 10⁻⁸ and none
  /// at all 53; forgetting whatever λ solves them too, but takes away what sums with large residuals are held by.
  private static var memory: Double { 0.5 }
  private static var lightDamping: Double { 1e-3 }

  private mutating func updateScales() {
    if let active = bounds?.update(at: point.parameters, gradient: point.gradient) {
      model = model.holding(active)
    }
    if let damping = trial.damping, damping > 0, damping < Self.lightDamping {
      largestNorms.scale(by: Self.memory)
    }
    largestNorms.raise(to: model.columnNorms)
    largestParameters.raise(to: point.parameters)
    switch options.scaling {
    case .identity: break
    case .columnNorms:
      scaling.copy(largestNorms)
      scaling.withMutableScalars { d in
        for i in d.indices where !(d[i] > 0) { d[i] = 1 }
      }
    case .given(let diagonal): scaling = diagonal
    }
  }

  /// Makes the model at the point, which has been restored.
  private mutating func updateModel() throws {
    try model.update(of: function, at: point.parameters)
    if let active = bounds?.update(at: point.parameters, gradient: point.gradient) {
      model = model.holding(active)
    }
  }

  private mutating func startControl() throws {
    let length = point.parameters.norm(times: scaling)
    try control.start(model, scaling: scaling, bound: options.firstStepBound * (length > 0 ? length : 1))
  }
}

extension TrustRegionSearch: Archivable {
  /// Saves or restores all but what the linear model says at the point.
  mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("point", &point)
    archive.exchange("control", &control)
    archive.exchange("scaling", &scaling)
    archive.exchange("largestNorms", &largestNorms)
    archive.exchange("largestParameters", &largestParameters)
    archive.exchange("firstValue", &firstValue)
    archive.exchange("rejections", &rejections)
    run.evaluations.jacobianProducts = products.value
    archive.exchange("run", &run)
    products.value = run.evaluations.jacobianProducts
  }
}
