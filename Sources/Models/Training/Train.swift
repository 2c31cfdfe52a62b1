// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Optimization
internal import Tensors

/// Trains a model on batches of a data set by a first-order rule.
///
/// ```swift
/// let (training, heldOut) = data.split(holdingOut: 0.2, using: &random)
/// let trained = try train(
///   net, on: training, validating: heldOut, loss: CrossEntropy(.classes),
///   with: Adam().inBatches(of: 32, epochs: 100), options: TrainingOptions(patience: 10, metrics: [.accuracy]))
/// ```
/// The same seeds give the same bits, whatever the number of threads.
///
/// - Parameters:
///   - data: The samples that train.
///   - validation: Samples that do not, on which the loss is watched: the parameters with the lowest one are kept.
///   - loss: The loss of one sample, whose mean is minimised.
///   - method: The rule with the size of batches and the number of epochs.
///   - scalar: The type that the model runs in.
///   - options: What else is watched, where to start, and when to stop.
///   - observer: Called with each epoch; its answer may end the run.
/// - Throws: `ModelError` when data or parameters do not fit the model, `OptimizationError` for a wrong option, and what
///   the observer throws.
public func train<Scalar: ExecutionScalar>(
  _ model: Model, on data: Dataset, validating validation: Dataset? = nil, loss: any Loss,
  with method: MiniBatches<some FirstOrderMethod>,
  for scalar: Scalar.Type = Double.self, options: TrainingOptions = TrainingOptions(),
  observing observer: EpochObserver = { _ in .continue }
) throws -> TrainedModel {
  let risk = try EmpiricalRisk(model, on: data, loss: loss, for: scalar, seed: options.seed)
  return try options.run(
    model, on: data, validating: validation, loss: loss, for: scalar, observing: observer
  ) { start, watch in
    let minimum = try method.minimize(risk, from: start, observing: watch)
    return (minimum.parameters, minimum.status)
  }
}

/// Trains a model on all samples of a data set at once by any method for smooth functions.
///
/// Parameters and errors are those of training in batches.
public func train<Scalar: ExecutionScalar>(
  _ model: Model, on data: Dataset, validating validation: Dataset? = nil, loss: any Loss,
  with method: some Optimizer,
  for scalar: Scalar.Type = Double.self, options: TrainingOptions = TrainingOptions(),
  observing observer: EpochObserver = { _ in .continue }
) throws -> TrainedModel {
  let risk = try EmpiricalRisk(model, on: data, loss: loss, for: scalar, seed: options.seed)
  return try options.run(
    model, on: data, validating: validation, loss: loss, for: scalar, observing: observer
  ) { start, watch in
    let minimum = try method.minimize(risk, from: start, observing: watch)
    return (minimum.parameters, minimum.status)
  }
}

/// Trains a model on a data set by least squares: the sum of the squared errors is minimised by its structure, as
/// Levenberg-Marquardt does.
///
/// Other parameters and errors are those of training in batches. Validation losses are sums of squares of one sample, in
/// the mean.
public func train(
  _ model: Model, on data: Dataset, validating validation: Dataset? = nil,
  with method: some LeastSquaresOptimizer,
  options: TrainingOptions = TrainingOptions(), observing observer: EpochObserver = { _ in .continue }
) throws -> TrainedModel {
  let problem = try LeastSquares(model, inputs: data.inputs, targets: data.targets)
  return try options.run(
    model, on: data, validating: validation, loss: SquaredError(), for: Double.self, observing: observer
  ) {
    start, watch in
    let fit = try method.minimize(problem, from: start, observing: watch)
    return (fit.parameters, fit.status)
  }
}

extension TrainingOptions {
  /// Runs a method, watches it, and picks the parameters.
  fileprivate func run<Scalar: ExecutionScalar>(
    _ model: Model, on data: Dataset, validating validation: Dataset?, loss: any Loss,
    for scalar: Scalar.Type,
    observing observer: EpochObserver,
    _ minimize: (_ start: Tensor<Double>, _ watch: Observer) throws -> (Tensor<Double>, Status)
  ) throws -> TrainedModel {
    let start = start ?? model.initialParameters(seed: seed)
    try model.check(start)
    let clock = ContinuousClock()
    let begin = clock.now
    let validationRisk = try validation.map {
      try EmpiricalRisk(model, on: $0, loss: loss, for: scalar, includesPenalties: false)
    }
    let watched = validation ?? data
    let outputs = try metrics.isEmpty ? nil : BatchedModel(model, samples: watched)
    var stopping = EarlyStopping(patience: patience)
    var history: [EpochRecord] = []
    // The method's closure and this one do not call each other.
    let (last, status) = try withoutActuallyEscaping(observer) { observer in
      try minimize(start) { state in
        let validationLoss = try validationRisk?.value(at: state.parameters)
        var figures: [String: Double] = [:]
        if let outputs {
          let values = try outputs(state.parameters)
          for metric in metrics { figures[metric.name] = try metric.evaluate(values, watched.targets) }
        }
        let record = EpochRecord(
          epoch: state.iteration, loss: state.value, validationLoss: validationLoss,
          gradientNorm: state.gradientNorm, stepLength: state.stepLength, metrics: figures,
          seconds: begin.duration(to: clock.now) / .seconds(1))
        history.append(record)
        let isEnough = validationLoss.map { stopping.observe(state.parameters, validationLoss: $0) } == .stop
        return try observer(record) == .stop || isEnough ? .stop : .continue
      }
    }
    return TrainedModel(
      model: model, parameters: stopping.best ?? last, status: status, history: history)
  }
}

/// A model planned once for all samples of a data set.
private struct BatchedModel {
  private let run: Executable<Double>

  init(_ model: Model, samples data: Dataset) throws {
    let samples = try Samples(data.inputs, of: model.inputShape, data: "inputs")
    run = try model.program.vmap(over: [1], count: samples.count).compiled(for: Double.self)
    try run.setInput(1, to: samples.samplesLast)
  }

  /// The outputs, samples first.
  func callAsFunction(_ parameters: Tensor<Double>) throws -> Tensor<Double> {
    try run.setInput(0, to: parameters)
    run.run()
    try run.checkGuards()
    return try run.output(0).samplesFirst()
  }
}
