// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A run in batches, which can be kept between any two updates.
struct BatchRun<Rule: FirstOrderMethod> {
  private let rule: Rule
  private let sampleCount: Int
  private var run: Run
  private var point: Point
  private var state: Rule.State
  private var average: ParameterAverage?
  private var order: BatchOrder
  /// The parameters before the last update, and at the start of the epoch.
  private var last: Tensor<Double>
  private var first: Tensor<Double>
  /// The learning rate of the last update.
  private var rate: Double
  /// The batches of the epoch that are used, and the means of their values and gradients so far.
  private var used = 0
  private var mean = 0.0
  private var meanGradient: Tensor<Double>

  init(_ options: MiniBatches<Rule>, of objective: some SampledObjective, from start: Tensor<Double>) throws {
    rule = options.rule
    rate = rule.learningRate
    sampleCount = objective.sampleCount
    var limits = Limits.iterations(options.epochs)
    limits.time = rule.limits.time
    run = try Run(of: { try objective.value(at: $0, gradient: &$1) }, from: start, limits: limits)
    point = run.best
    state = rule.initialState(parameterCount: start.count)
    average = options.average
    order = BatchOrder(
      sampleCount: sampleCount, batchSize: options.batchSize, blockSize: objective.sampleBlockSize,
      seed: options.seed, shuffling: options.shuffling)
    (last, first, meanGradient) = (start, start, start)
  }

  /// Iterates until the run ends.
  mutating func minimize(
    _ objective: some SampledObjective, keeping keeper: (any RunKeeper)?, observing observer: Observer
  ) throws -> Minimum {
    var status: Status?
    if try keeper?.restore(&self) == true {
      status = used == 0 ? run.statusReached(keeper?.directive ?? .continue) : nil
    } else {
      let record = IterationRecord(
        iteration: 0, value: point.value, gradientNorm: point.gradient.infinityNorm)
      status = try end(record, point.isFinite ? nil : .nonFiniteStart, keeper, observer)
    }
    while status == nil {
      switch try epoch(of: objective, keeping: keeper) {
      case .whole:
        rule.observe(value: mean, state: &state)
        used = 0
        status = try end(record(value: mean, gradientNorm: meanGradient.infinityNorm), nil, keeper, observer)
      case .nonFinite:
        status = try end(record(value: .nan, gradientNorm: .nan), .nonFinite, keeper, observer)
      case .stopped: status = .stopped(by: .cancellation)
      }
    }
    return try result(status ?? .stopped(by: .iterations), of: objective)
  }

  /// How an epoch ended.
  private enum Ending {
    case whole
    case nonFinite
    case stopped
  }

  /// Uses the batches of the epoch that are left.
  private mutating func epoch(
    of objective: some SampledObjective, keeping keeper: (any RunKeeper)?
  ) throws -> Ending {
    if used == 0 {
      first.copy(point.parameters)
      meanGradient.scale(by: 0)
      mean = 0
      order.shuffle()
    }
    while used < order.count {
      let batch = order[used]
      try point.evaluate { try objective.value(at: $0, overSamples: batch, gradient: &$1) }
      run.evaluations.values += 1
      run.evaluations.gradients += 1
      guard point.isFinite else {
        point.parameters.copy(last)
        return .nonFinite
      }
      let share = Double(batch.count) / Double(sampleCount)
      mean += share * point.value
      meanGradient.add(point.gradient, times: share)
      last.copy(point.parameters)
      rate = rule.learningRate(in: state)
      rule.update(&point.parameters, along: point.gradient, state: &state)
      point.parameters.withMutableScalars { objective.adjust(&$0) }
      average?.add(point.parameters)
      used += 1
      if let keeper, used < order.count, try keeper.keep(&self, at: .update) == .stop { return .stopped }
    }
    return .whole
  }

  private func record(value: Double, gradientNorm: Double) -> IterationRecord {
    IterationRecord(
      iteration: run.nextIteration, value: value, gradientNorm: gradientNorm,
      stepNorm: point.parameters.distance(to: first), stepLength: rate)
  }

  /// Ends an epoch, or the start, and says why the run ends with it, if it does.
  private mutating func end(
    _ record: IterationRecord, _ failure: Status.Failure?, _ keeper: (any RunKeeper)?, _ observer: Observer
  ) throws -> Status? {
    let verdict = failure.map { Status.failed(because: $0) }
    let status = try run.endIteration(record, at: point, verdict: verdict, observer: observer)
    // What was not finite has no place in an average.
    if failure != nil { average = nil }
    return try keeper.keep(&self, after: status, verdict: verdict)
  }

  private mutating func result(_ status: Status, of objective: some SampledObjective) throws -> Minimum {
    var point = point
    point.parameters = average?.parameters ?? point.parameters
    // The start has been evaluated over all samples already.
    if run.nextIteration > 1 || used > 0 {
      try run.evaluate({ try objective.value(at: $0, gradient: &$1) }, at: &point)
    }
    return run.minimum(status, at: point)
  }
}

extension BatchRun: Archivable {
  mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("point", &point)
    archive.exchange("rule", &state)
    if var average {
      archive.exchange("average", &average)
      self.average = average
    }
    archive.exchange("order", &order)
    archive.exchange("last", &last)
    archive.exchange("first", &first)
    archive.exchange("used", &used)
    archive.exchange("mean", &mean)
    archive.exchange("meanGradient", &meanGradient)
    archive.exchange("run", &run)
    if !(0..<order.count).contains(used) { archive.reject("used", "is not one of \(order.count) batches") }
  }
}
