// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A fit of the cubic.
struct RegressionRun: Encodable, Sendable {
  /// The learning rate; none for Levenberg-Marquardt.
  let learningRate: Double?
  let seed: Int
  /// Mean squared errors at the end.
  let trainingError: Double
  let validationError: Double
  let testError: Double
  /// That of the best constant on the same test rows.
  let errorOfConstant: Double
  /// Epochs or iterations.
  let iterations: Int
  let seconds: Double
  let status: String
  let parameters: Tensor<Double>
  /// The errors at the start and after each epoch or iteration.
  let trainingErrors: [Double]
  let validationErrors: [Double]

  private enum CodingKeys: CodingKey {
    case learningRate, seed, trainingError, validationError, testError, errorOfConstant, iterations, seconds,
      status
  }

  /// By stochastic gradient descent in batches of 10.
  init(_ model: Model, _ data: CubicData, learningRate: Double, epochs: Int, seed: Int) throws {
    let risk = try EmpiricalRisk(model, on: data.training, loss: MeanSquaredError())
    let method = GradientDescent(learningRate: learningRate).inBatches(
      of: 10, epochs: epochs, seed: UInt64(seed))
    try self.init(model, data, learningRate: learningRate, seed: seed) { start, watch in
      try method.minimize(risk, from: start, observing: watch)
    }
  }

  /// By Levenberg-Marquardt; the weights are those with the lowest error on the validation rows.
  init(_ model: Model, _ data: CubicData, levenbergMarquardt iterations: Int, seed: Int) throws {
    var method = LevenbergMarquardt.networks
    method.limits = .iterations(iterations)
    let problem = try LeastSquares(model, inputs: data.training.inputs, targets: data.training.targets)
    try self.init(model, data, learningRate: nil, seed: seed) { start, watch in
      try method.minimize(problem, from: start, observing: watch).minimum
    }
  }

  private init(
    _ model: Model, _ data: CubicData, learningRate: Double?, seed: Int,
    _ minimize: (_ start: Tensor<Double>, _ watch: Observer) throws -> Minimum
  ) throws {
    let (training, validation, test) = (
      try EmpiricalRisk(model, on: data.training, loss: MeanSquaredError()),
      try EmpiricalRisk(model, on: data.validation, loss: MeanSquaredError()),
      try EmpiricalRisk(model, on: data.test, loss: MeanSquaredError())
    )
    var errors: [(Double, Double)] = []
    var stopping = EarlyStopping(patience: nil)
    let clock = Stopwatch()
    let minimum = try minimize(model.initialParameters(seed: UInt64(seed))) { state in
      let held = try validation.value(at: state.parameters)
      _ = stopping.observe(state.parameters, validationLoss: held)
      errors.append((try training.value(at: state.parameters), held))
      return .continue
    }
    seconds = clock.seconds
    parameters = learningRate == nil ? stopping.best ?? minimum.parameters : minimum.parameters
    self.learningRate = learningRate
    self.seed = seed
    trainingError = try training.value(at: parameters)
    validationError = try validation.value(at: parameters)
    testError = try test.value(at: parameters)
    errorOfConstant = data.errorOfConstant
    iterations = minimum.iterations
    status = "\(minimum.status)"
    trainingErrors = errors.map(\.0)
    validationErrors = errors.map(\.1)
  }

  /// Whether the network knows more than the mean: its error is below a quarter of the best constant's.
  var learns: Bool { testError < errorOfConstant / 4 }
}
