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
///   - data: The samples that train; those on disk are read block by block.
///   - validation: Samples that do not, on which the loss is watched: the parameters with the lowest one are kept.
///   - loss: The loss of one sample, whose mean is minimised.
///   - method: The rule with the size of batches and the number of epochs.
///   - scalar: The type that the model runs in.
///   - options: What else is watched, where to start, and when to stop.
///   - observer: Called with each epoch; its answer may end the run.
/// - Throws: `ModelError` when data or parameters do not fit the model, `OptimizationError` for a wrong option,
///   `CheckpointError` when the checkpoint to go on from is of another run, `FileError` when one cannot be written, and what
///   the observer throws.
public func train<Scalar: ExecutionScalar>(
  _ model: Model, on data: some SampleSource, validating validation: Dataset? = nil, loss: any Loss,
  with method: MiniBatches<some FirstOrderMethod>,
  for scalar: Scalar.Type = Double.self, options: TrainingOptions = TrainingOptions(),
  observing observer: EpochObserver = { _ in .continue }
) throws -> TrainedModel {
  let run = try TrainingRun(model, on: data, validating: validation, options)
  let risk = try EmpiricalRisk(model, on: run.data, loss: loss, for: scalar, seed: options.seed)
  return try run.run(
    by: "\(method)", loss: loss, for: scalar, epochs: method.epochs, noise: risk, observing: observer
  ) { start, keeper, watch in
    try method.minimize(risk, from: start, keeping: keeper, observing: watch)
  }
}

/// Trains a model on all samples of a data set at once by any method for smooth functions.
///
/// Parameters and errors are those of training in batches.
public func train<Scalar: ExecutionScalar>(
  _ model: Model, on data: some SampleSource, validating validation: Dataset? = nil, loss: any Loss,
  with method: some Optimizer,
  for scalar: Scalar.Type = Double.self, options: TrainingOptions = TrainingOptions(),
  observing observer: EpochObserver = { _ in .continue }
) throws -> TrainedModel {
  let run = try TrainingRun(model, on: data, validating: validation, options)
  let risk = try EmpiricalRisk(model, on: run.data, loss: loss, for: scalar, seed: options.seed)
  return try run.run(
    by: "\(method)", loss: loss, for: scalar, noise: risk,
    isResumable: method is any ResumableOptimizer || method is any FirstOrderMethod,
    observing: observer
  ) { start, keeper, watch in
    if let method = method as? any ResumableOptimizer {
      return try method.minimize(risk, from: start, keeping: keeper, observing: watch)
    }
    if let rule = method as? any FirstOrderMethod {
      return try rule.minimize(risk, from: start, keeping: keeper, observing: watch)
    }
    return try method.minimize(risk, from: start, observing: watch)
  }
}

/// Trains a model on a data set by least squares: the sum of the squared errors is minimised by its structure, as
/// Levenberg-Marquardt does.
///
/// Other parameters and errors are those of training in batches. Validation losses are sums of squares of one sample, in
/// the mean.
public func train(
  _ model: Model, on data: some SampleSource, validating validation: Dataset? = nil,
  with method: some LeastSquaresOptimizer,
  options: TrainingOptions = TrainingOptions(), observing observer: EpochObserver = { _ in .continue }
) throws -> TrainedModel {
  let run = try TrainingRun(model, on: data, validating: validation, options)
  let problem = try LeastSquares(model, on: run.data)
  return try run.run(
    by: "\(method)", loss: SquaredError(), for: Double.self,
    isResumable: method is any ResumableLeastSquaresOptimizer, observing: observer
  ) { start, keeper, watch in
    if let method = method as? any ResumableLeastSquaresOptimizer {
      return try method.minimize(problem, from: start, keeping: keeper, observing: watch).minimum
    }
    return try method.minimize(problem, from: start, observing: watch).minimum
  }
}
