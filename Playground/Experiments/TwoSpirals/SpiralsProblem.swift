// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// The network and its sums of squares over the training and the validation samples.
struct SpiralsProblem {
  let inputs: TwoSpirals.Inputs
  private let training: LeastSquares
  private let validation: LeastSquares

  init(_ spirals: TwoSpirals, inputs: TwoSpirals.Inputs) throws {
    self.inputs = inputs
    let network = try Networks.spirals()
    let samples = try spirals.samples(inputs)
    training = try LeastSquares(network, inputs: samples.training.inputs, targets: samples.training.targets)
    validation = try LeastSquares(
      network, inputs: samples.validation.inputs, targets: samples.validation.targets)
  }

  /// Levenberg-Marquardt from the start of the given seed, by its choices for networks.
  ///
  /// - Parameter film: Gets the steps and the weights.
  func levenbergMarquardt(
    seed: UInt32, iterations: Int, progress: RunProgress, film: inout SpiralsFilm?
  ) throws -> SpiralsRun {
    var method = LevenbergMarquardt.networks
    method.limits = .iterations(iterations)
    let clock = Stopwatch()
    let fit = try method.minimize(training, from: TwoSpirals.startWeights(seed: seed)) { state in
      progress.show(line(.levenbergMarquardt, seed, "iteration", state.record, of: method.limits))
      film?.records.append(state.record)
      if state.isAccepted { film?.moments.append((state.iteration, state.parameters)) }
      return .continue
    }
    return try run(
      .levenbergMarquardt, seed: seed, parameters: fit.parameters, iterations: fit.iterations,
      seconds: clock.seconds, status: Self.words(for: fit.status), values: fit.history.map(\.value))
  }

  /// Adam from the start of the given seed: the whole run, and what early stopping makes of it.
  ///
  /// - Parameter film: Gets the weights at some epochs.
  func adam(
    seed: UInt32, epochs: Int, progress: RunProgress, film: inout SpiralsFilm?
  ) throws -> [SpiralsRun] {
    let method = Adam(learningRate: 1e-3, limits: .iterations(epochs))
    var stopping = EarlyStopping(patience: 500)
    var end: (iterations: Int, seconds: Double)?
    let clock = Stopwatch()
    let minimum = try method.minimize(training, from: TwoSpirals.startWeights(seed: seed)) { state in
      progress.show(line(.adam, seed, "epoch", state.record, of: method.limits))
      if state.iteration.isMultiple(of: max(1, epochs / 20)) {
        film?.moments.append((state.iteration, state.parameters))
      }
      let error = try validation.value(at: state.parameters)
      if end == nil, stopping.observe(state.parameters, validationLoss: error) == .stop {
        end = (state.iteration, clock.seconds)
      }
      return .continue
    }
    let seconds = clock.seconds
    let status = Self.words(for: minimum.status)
    let values = minimum.history.map(\.value)
    return [
      try run(
        .adam, seed: seed, parameters: minimum.parameters, iterations: minimum.iterations, seconds: seconds,
        status: status, values: values),
      try run(
        .adamStoppedEarly, seed: seed, parameters: stopping.best ?? minimum.parameters,
        iterations: end?.iterations ?? minimum.iterations, seconds: end?.seconds ?? seconds,
        status: end == nil ? status : "stopped early",
        values: Array(values.prefix((end?.iterations ?? minimum.iterations) + 1))),
    ]
  }

  private func line(
    _ method: SpiralsRun.Method, _ seed: UInt32, _ unit: String, _ record: IterationRecord, of limits: Limits
  ) -> String {
    "seed \(seed), \(inputs.rawValue) inputs, \(method.rawValue): \(unit) \(record.iteration) of "
      + "\(limits.iterations), SSQ \(record.value.fixed(4))"
  }

  /// The row of the report for a run that ended at `parameters`.
  private func run(
    _ method: SpiralsRun.Method, seed: UInt32, parameters: Tensor<Double>, iterations: Int, seconds: Double,
    status: String, values: [Double]
  ) throws -> SpiralsRun {
    SpiralsRun(
      method: method, inputs: inputs, seed: seed,
      trainSSQ: try training.value(at: parameters), validationSSQ: try validation.value(at: parameters),
      trainErrors: try errors(of: training, at: parameters),
      validationErrors: try errors(of: validation, at: parameters),
      iterations: iterations, seconds: seconds, status: status, values: values)
  }

  /// The number of samples whose larger output is not their class's.
  private func errors(of problem: LeastSquares, at parameters: Tensor<Double>) throws -> Int {
    try problem.residuals(at: parameters).scalars.count { abs($0) > 0.5 } / 2
  }

  /// A few words where the report's table has no room for a sentence.
  private static func words(for status: Status) -> String {
    switch status {
    case .converged: "converged"
    case .stopped(by: .iterations): "iteration limit"
    default: "\(status)"
    }
  }
}
