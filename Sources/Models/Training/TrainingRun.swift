// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Optimization
internal import Tensors

/// A run of training, whatever its method: watches it, keeps it, and picks the parameters.
struct TrainingRun {
  /// The samples that train, scaled.
  let data: any SampleSource
  private let model: Model
  private let options: TrainingOptions
  /// The samples that do not train, scaled.
  private let validation: Dataset?
  /// The samples that metrics are taken of, as they were given; `nil` when those are not in memory.
  private let watched: Dataset?

  init(
    _ model: Model, on data: some SampleSource, validating validation: Dataset?, _ options: TrainingOptions
  ) throws {
    self.model = model
    self.options = options
    watched = validation ?? data as? Dataset
    self.validation = try validation.map { try options.scaling?($0) ?? $0 }
    self.data = try options.scaling.map { try $0.applied(to: data) } ?? data
  }

  /// Runs a method.
  ///
  /// - Parameters:
  ///   - method: What it is, for the checkpoint.
  ///   - epochs: How many epochs it has, where that is known.
  ///   - noise: What draws noise while the model is trained.
  ///   - isResumable: Whether its runs can be kept.
  ///   - minimize: The method.
  func run(
    by method: String, loss: any Loss, for scalar: (some ExecutionScalar).Type, epochs: Int? = nil,
    noise: (any NoiseSource)? = nil, isResumable: Bool = true, observing observer: EpochObserver,
    _ minimize: (_ start: Tensor<Double>, _ keeper: TrainingKeeper?, _ watch: Observer) throws
      -> Minimum
  ) throws -> TrainedModel {
    let start = options.start ?? model.initialParameters(seed: options.seed)
    try model.check(start)
    if options.checkpoints != nil, !isResumable { throw ModelError.notResumable(method: name(of: method)) }
    let keeper = TrainingKeeper(
      model, record(by: method, loss: loss, for: scalar), checkpoints: options.checkpoints,
      stop: options.stop,
      noise: noise)
    let needsKeeper = isResumable && (options.checkpoints != nil || options.stop != nil)
    let validationRisk = try validation.map {
      try EmpiricalRisk(model, on: $0, loss: loss, for: scalar, includesPenalties: false)
    }
    let metrics = try MetricWatch(options.metrics, of: model, on: watched, scaling: options.scaling)
    var progress = TrainingProgress(options.progress, epochs: epochs)
    let begin = ContinuousClock.now
    // The method's closure and this one do not call each other.
    let minimum = try withoutActuallyEscaping(observer) { observer in
      try minimize(start, needsKeeper ? keeper : nil) { state in
        let validationLoss = try validationRisk?.value(at: state.parameters)
        let record = EpochRecord(
          epoch: state.iteration, loss: state.value, validationLoss: validationLoss,
          gradientNorm: state.gradientNorm, stepLength: state.stepLength,
          metrics: try metrics?.figures(at: state.parameters) ?? [:],
          seconds: keeper.record.secondsBefore + begin.duration(to: .now) / .seconds(1))
        keeper.record.history.append(record)
        progress.show(record, resumption: keeper.resumption)
        let isEnough =
          validationLoss.map { keeper.record.stopping.observe(state.parameters, validationLoss: $0) } == .stop
        let isStopped = !needsKeeper && options.stop?.isRequested == true
        return try observer(record) == .stop || isEnough || isStopped ? .stop : .continue
      }
    }
    let (stopping, isStopped) = (keeper.record.stopping, minimum.status == .stopped(by: .callback))
    let status: Status = stopping.hasRunOut && isStopped ? .stopped(by: .patience) : minimum.status
    progress.finish(status)
    let parameters = stopping.best ?? minimum.parameters
    return TrainedModel(
      predictor: Predictor(model, parameters: parameters, scaling: options.scaling), status: status,
      history: keeper.record.history, evaluations: minimum.evaluations, resumption: keeper.resumption)
  }

  private func record(
    by method: String, loss: any Loss, for scalar: (some ExecutionScalar).Type
  ) -> TrainingRecord {
    var configuration = [
      "method": name(of: method), "loss": name(of: "\(loss)"), "scalar": "\(scalar)",
      "seed": "\(options.seed)",
      "samples": "\(data.count)", "validation samples": "\(validation?.count ?? 0)",
    ]
    if options.checkpoints != nil, let whole = data as? Dataset {
      configuration["data"] = "\(whole.inputs.checksum), \(whole.targets.checksum)"
    }
    return TrainingRecord(
      stopping: EarlyStopping(patience: options.patience), scaling: options.scaling,
      configuration: configuration)
  }

  /// The type that a description begins with: options may change when a run goes on.
  private func name(of description: String) -> String { String(description.prefix { $0 != "(" }) }
}

extension Scaling {
  /// Scaled samples, at once where they are in memory.
  fileprivate func applied(to data: some SampleSource) throws -> any SampleSource {
    if let whole = data as? Dataset { return try self(whole) }
    return ScaledSource(base: data, scaling: self)
  }
}

/// Samples that are scaled when they are read.
private struct ScaledSource<Base: SampleSource>: SampleSource {
  let base: Base
  let scaling: Scaling

  var count: Int { base.count }
  var inputShape: Shape { base.inputShape }
  var targetShape: Shape { base.targetShape }
  var blockSize: Int? { base.blockSize }

  func samples(_ range: Range<Int>) throws -> Dataset { try scaling(base.samples(range)) }
}

/// Metrics of a model that is planned once for all samples, in their own units.
private struct MetricWatch {
  private let metrics: [Metric]
  private let run: Executable<Double>
  private let targets: Tensor<Double>
  private let scaling: Scaling?

  /// - Returns: `nil` when there is nothing to watch.
  init?(_ metrics: [Metric], of model: Model, on data: Dataset?, scaling: Scaling?) throws {
    var taken = EpochColumns.reserved
    for metric in metrics where !taken.insert(metric.name).inserted {
      throw ModelError.takenMetricName(metric.name)
    }
    guard !metrics.isEmpty, let data else { return nil }
    let inputs = try scaling?(data).inputs ?? data.inputs
    let samples = try Samples(inputs, of: model.inputShape, data: "inputs")
    run = try model.program.vmap(over: [1], count: samples.count).compiled(for: Double.self)
    try run.setInput(1, to: samples.samplesLast)
    (self.metrics, targets, self.scaling) = (metrics, data.targets, scaling)
  }

  /// The metrics by their names.
  func figures(at parameters: Tensor<Double>) throws -> [String: Double] {
    try run.setInput(0, to: parameters)
    run.run()
    try run.checkGuards()
    let scaled = try run.output(0).samplesFirst()
    let outputs = try scaling?.targets?.undone(scaled) ?? scaled
    var figures: [String: Double] = [:]
    for metric in metrics { figures[metric.name] = try metric.evaluate(outputs, targets) }
    return figures
  }
}
