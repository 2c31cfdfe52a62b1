// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A run of the Levenberg-Marquardt method.
struct DampedSearch<Function: LeastSquaresFunction, Model: LinearModel> {
  private let function: Function
  private let options: LevenbergMarquardt
  private var run: Run
  private var point: Point
  private var model: Model
  private var damping = NielsenDamping(0)
  /// The diagonal of `D`.
  private var scaling: Tensor<Double>
  /// The largest norm so far of each column of the Jacobian.
  private var largestNorms: Tensor<Double>
  /// The largest magnitude so far of each parameter.
  private var largestParameters: Tensor<Double>
  private var rejections = 0

  /// The run of `function` from `start`, where its linear model is `model`.
  init(of function: Function, from start: Tensor<Double>, model: Model, options: LevenbergMarquardt) {
    self.function = function
    self.options = options
    self.model = model
    point = Point(start, model)
    var evaluations = EvaluationCounts()
    evaluations.values = 1
    evaluations.jacobians = 1
    run = Run(from: point, after: evaluations, limits: options.limits)
    scaling = .ones(start.shape)
    largestNorms = .zeros(start.shape)
    largestParameters = .zeros(start.shape)
    updateScales()
  }

  /// Iterates until the run ends.
  mutating func run(observing observer: Observer) throws -> Minimum {
    var verdict = model.isFinite ? optimality : .failed(because: .nonFiniteStart)
    var record = IterationRecord(iteration: 0, value: point.value, gradientNorm: point.gradient.infinityNorm)
    while true {
      if let status = try run.endIteration(record, at: point, verdict: verdict, observer: observer) {
        return run.minimum(status)
      }
      if run.nextIteration == 1 { try chooseFirstDamping() }
      switch try iterate() {
      case .ended(let status): return run.minimum(status)
      case .tried(let next, let status): (record, verdict) = (next, status)
      }
    }
  }

  /// What came of an iteration.
  private enum Iteration {
    /// A trial step, with the method's verdict if it ends the run.
    case tried(IterationRecord, Status?)
    /// No step worth trying.
    case ended(Status)
  }

  private mutating func iterate() throws -> Iteration {
    let lambda = damping.value
    guard let step = try model.step(damping: lambda, scaling: scaling) else {
      return reject(nil, gainRatio: nil, reason: .singular)
    }
    let scaledLength = step.multiplied(by: scaling).norm
    // ‖r‖² - ‖r + J·p‖², written with the equations that p solves as a sum of two positive terms.
    let predicted = -step.inner(model.gradient) + lambda * scaledLength * scaledLength
    // What the last step gains is lost in the rounding of the sum of squares, but not in the parameters.
    let isLast = predicted <= .ulpOfOne * point.value && model.isStationary(within: 1e-6)
    let scaledParameters = point.parameters.multiplied(by: scaling).norm
    if !isLast, rejections == 0, scaledLength <= options.stepTolerance * scaledParameters {
      return .ended(.converged(by: .step))
    }

    var trial = point.parameters
    trial.add(step, times: 1)
    let value = try function.value(at: trial)
    run.evaluations.values += 1
    let actual = point.value - value
    let gainRatio = actual / predicted
    let isLower = isLast ? value <= (1 + 32 * .ulpOfOne) * point.value : value < point.value && gainRatio > 0
    guard isLower, try accept(trial, value: value) else {
      if isLast {
        return .tried(record(step, gainRatio: gainRatio, accepted: false), .converged(by: .rounding))
      }
      return reject(step, gainRatio: gainRatio, reason: .noProgress)
    }
    let record = self.record(step, gainRatio: gainRatio, accepted: true)
    damping.accept(gainRatio: gainRatio)
    damping.keep(atLeast: leastDamping)
    if let optimality { return .tried(record, optimality) }
    if isLast { return .tried(record, .converged(by: .rounding)) }
    let tolerance = options.objectiveTolerance * value
    let isFlat = actual <= tolerance && predicted <= tolerance && gainRatio <= 2
    return .tried(record, isFlat ? .converged(by: .objective) : nil)
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

  /// Stays at the point and raises the damping. Too many rejections in a row fail for the given reason.
  private mutating func reject(
    _ step: Tensor<Double>?, gainRatio: Double?, reason: Status.Failure
  ) -> Iteration {
    let record = record(step, gainRatio: gainRatio, accepted: false)
    damping.reject()
    rejections += 1
    if !damping.value.isFinite { return .tried(record, .failed(because: .dampingOverflow)) }
    return .tried(record, rejections >= options.rejectionLimit ? .failed(because: reason) : nil)
  }

  private func record(_ step: Tensor<Double>?, gainRatio: Double?, accepted: Bool) -> IterationRecord {
    IterationRecord(
      iteration: run.nextIteration, value: point.value, gradientNorm: point.gradient.infinityNorm,
      stepNorm: step?.norm ?? 0, damping: damping.value, gainRatio: gainRatio, accepted: accepted)
  }

  /// The test of optimality that the point passes, if any.
  private var optimality: Status? {
    if model.isStationary(within: options.gradientTolerance) { return .converged(by: .gradient) }
    let resolution = .ulpOfOne * largestParameters.multiplied(by: model.columnNorms).norm
    return point.value.squareRoot() <= resolution ? .converged(by: .zeroResidual) : nil
  }

  private mutating func updateScales() {
    largestNorms = largestNorms.elementwiseMaximum(with: model.columnNorms)
    largestParameters = largestParameters.elementwiseMaximum(
      with: Tensor(point.parameters.scalars.map(\.magnitude)))
    if options.dampingMatrix == .columnNorms {
      scaling = Tensor(largestNorms.scalars.map { $0 > 0 ? $0 : 1 })
    }
  }

  /// The largest diagonal element of `D⁻¹JᵀJD⁻¹`, or 1 where `J` is 0.
  private var largestDiagonal: Double {
    let ratios = zip(model.columnNorms.scalars, scaling.scalars).map { ($0 / $1) * ($0 / $1) }
    return ratios.max().flatMap { $0 > 0 ? $0 : nil } ?? 1
  }

  private var leastDamping: Double { .ulpOfOne * largestDiagonal }

  private mutating func chooseFirstDamping() throws {
    damping = NielsenDamping(options.initialDamping * largestDiagonal)
    let length = point.parameters.multiplied(by: scaling).norm
    let bound = options.firstStepBound * (length > 0 ? length : 1)
    while damping.value.isFinite, let step = try model.step(damping: damping.value, scaling: scaling),
      step.multiplied(by: scaling).norm > bound
    {
      damping.raise()
    }
  }
}

extension Point {
  /// The point of a sum of squares at `parameters`, where its linear model is `model`.
  fileprivate init(_ parameters: Tensor<Double>, _ model: some LinearModel) {
    self.init(parameters: parameters, value: model.sumOfSquares, gradient: model.gradient.scaled(by: 2))
  }
}
