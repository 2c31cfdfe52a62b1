// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Runs a fit.
struct FitRun {
  private let request: FitRequest
  private let data: FitData
  private let model: FitModel

  init(_ request: FitRequest, _ data: FitData, _ model: FitModel) {
    (self.request, self.data, self.model) = (request, data, model)
  }

  func run(showing progress: Progress) throws -> FitResult {
    if let path = request.checkpoint, !request.resumes, fileExists(path) {
      throw UsageError("\(path) is there: go on from it with --resume, or remove it")
    }
    var options = TrainingOptions(
      patience: request.patience, metrics: data.task.figures.map(\.metric), from: model.start,
      seed: request.seed, stop: .onInterrupt(), progress: progress)
    if model.formula == nil {
      options.scaling =
        data.task.scalesTargets ? .standard(data.training) : .standardInputs(data.training)
    }
    if let path = request.checkpoint {
      options.checkpoints = Checkpoints(path, every: request.every.map { .updates($0) } ?? .epochs(1))
    }
    return FitResult(request: request, data: data, model: model, method: method, trained: try train(options))
  }

  private var method: FitRequest.Method { request.method ?? data.task.method }

  private func train(_ options: TrainingOptions) throws -> TrainedModel {
    let limits = Limits.iterations(request.epochs ?? 1500)
    switch method {
    case .lm:
      var method = model.formula == nil ? LevenbergMarquardt.networks : LevenbergMarquardt()
      method.limits = limits
      return try leastSquares(method, options)
    case .dogleg: return try leastSquares(Dogleg(limits: limits), options)
    case .bfgs: return try whole(BFGS(limits: limits), options)
    case .lbfgs: return try whole(LBFGS(limits: limits), options)
    case .adam: return try batches(Adam(learningRate: request.rate), options)
    case .sgd: return try batches(GradientDescent(learningRate: request.rate), options)
    }
  }

  private func leastSquares(_ method: some LeastSquaresOptimizer, _ options: TrainingOptions) throws
    -> TrainedModel
  {
    try Wengert.train(
      model.model, on: data.training, validating: data.validation, with: method, options: options)
  }

  private func whole(_ method: some Optimizer, _ options: TrainingOptions) throws -> TrainedModel {
    try Wengert.train(
      model.model, on: data.training, validating: data.validation, loss: data.task.loss, with: method,
      options: options)
  }

  private func batches(_ rule: some FirstOrderMethod, _ options: TrainingOptions) throws -> TrainedModel {
    try Wengert.train(
      model.model, on: data.training, validating: data.validation, loss: data.task.loss,
      with: rule.inBatches(of: request.batch, epochs: request.epochs ?? 200, seed: request.seed),
      options: options)
  }
}
