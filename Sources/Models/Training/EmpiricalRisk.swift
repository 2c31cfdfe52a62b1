// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Optimization
public import Tensors

/// The mean loss of a model over the samples of a data set, plus the penalties of its parameters.
///
/// Over some of the samples the model runs as it does while it is trained, with dropout and with statistics of the
/// batch, which it observes; over all of them as it does otherwise.
///
/// Vapnik, Principles of risk minimization for learning theory, NIPS 1991. Not to be used from two threads at a time.
public final class EmpiricalRisk<Scalar: ExecutionScalar>: SampledObjective, TwiceDifferentiableFunction {
  public let parameterCount: Int
  public var sampleCount: Int { inputs.count }

  private let inputs: SampleRows<Scalar>
  private let targets: SampleRows<Scalar>
  private let evaluation: RiskPrograms
  private let training: RiskPrograms
  private let penalty: Objective?
  private let curvature: RiskCurvature
  private var penaltyGradient: Tensor<Double>
  /// The executables by the number of samples that they take.
  private var values: [Int: Executable<Scalar>] = [:]
  private var gradients: [Int: Executable<Scalar>] = [:]
  private var trainingSteps: [Int: Executable<Scalar>] = [:]
  private var curvatureProducts: [Int: Executable<Scalar>] = [:]
  /// What the noise of training is drawn from.
  private var random: Xoshiro256
  /// The last values of what is observed.
  private var observations: [[Double]] = []

  /// Samples are evaluated in blocks of this many, whose intermediate values stay in the cache.
  private static var blockSize: Int { 256 }

  /// The risk of a model on a data set.
  ///
  /// - Parameters:
  ///   - data: The samples; inputs `[m]` and the model's input shape, targets `[m]` and the loss's target shape.
  ///   - loss: The loss of one sample.
  ///   - scalar: The type that the model runs in. Parameters and sums are in `Double`, whatever it is.
  ///   - seed: What the noise of training is drawn from.
  ///   - curvature: What methods that ask for products with the Hessian get.
  ///   - includesPenalties: Whether the sizes of parameters count.
  /// - Throws: `ModelError` when the data do not fit, are empty or not finite.
  public init(
    _ model: Model, on data: Dataset, loss: any Loss, for scalar: Scalar.Type = Double.self, seed: UInt64 = 1,
    curvature: RiskCurvature = .gaussNewton, includesPenalties: Bool = true
  ) throws {
    guard data.count > 0 else { throw ModelError.noSamples }
    try data.inputs.checkFinite(data: "inputs")
    try data.targets.checkFinite(data: "targets")
    parameterCount = model.parameterCount
    inputs = try SampleRows(data.inputs, of: model.inputShape, data: "inputs")
    targets = try SampleRows(data.targets, of: loss.targetShape(for: model.outputShape), data: "targets")
    evaluation = try RiskPrograms(model, loss, training: false)
    training = try RiskPrograms(model, loss, training: true)
    penalty = includesPenalties ? try model.penalty() : nil
    penaltyGradient = .zeros([parameterCount])
    self.curvature = curvature
    random = Xoshiro256(seed: seed)
  }

  // MARK: All samples

  public func value(at parameters: Tensor<Double>) throws -> Double {
    var sum = 0.0
    for block in blocks {
      let run = try executable(block.count, from: \.values) { try evaluation.value(samples: $0) }
      try set(run, parameters.scalars.span, Array(block))
      run.run()
      try run.checkGuards()
      sum += Double(run.firstElement(ofOutput: 0))
    }
    return sum / Double(sampleCount) + (try penalty?.value(at: parameters) ?? 0)
  }

  public func valueWithGradient(at parameters: Tensor<Double>) throws
    -> (value: Double, gradient: Tensor<Double>)
  {
    var gradient = Tensor<Double>.zeros([parameterCount])
    let value = try gradient.withMutableScalars { try self.value(at: parameters.scalars.span, gradient: &$0) }
    return (value, gradient)
  }

  public func value(at parameters: Span<Double>, gradient: inout MutableSpan<Double>) throws -> Double {
    for i in gradient.indices { gradient[i] = 0 }
    var sum = 0.0
    for block in blocks {
      let run = try executable(block.count, from: \.gradients) { try evaluation.gradient(samples: $0) }
      try set(run, parameters, Array(block))
      run.run()
      try run.checkGuards()
      sum += add(run, to: &gradient)
    }
    return try finish(sum, at: parameters, over: sampleCount, &gradient)
  }

  public func hessianVectorProduct(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double> {
    var product = Tensor<Double>.zeros([parameterCount])
    for block in blocks {
      let run = try executable(block.count, from: \.curvatureProducts) {
        try evaluation.curvatureProduct(curvature, samples: $0)
      }
      try set(run, parameters.scalars.span, Array(block))
      try run.setInput(3, rounding: direction.scalars.span)
      run.run()
      try run.checkGuards()
      product.withMutableScalars { run.addOutput(0, to: &$0) }
    }
    product = product / Double(sampleCount)
    guard let penalty else { return product }
    return try product + penalty.hessianVectorProduct(at: parameters, along: direction)
  }

  private var blocks: [Range<Int>] {
    stride(from: 0, to: sampleCount, by: Self.blockSize).map { $0..<min($0 + Self.blockSize, sampleCount) }
  }

  // MARK: Batches

  public func value(
    at parameters: Span<Double>, overSamples samples: [Int], gradient: inout MutableSpan<Double>
  ) throws -> Double {
    for i in gradient.indices { gradient[i] = 0 }
    let run = try executable(samples.count, from: \.trainingSteps) { try training.gradient(samples: $0) }
    try set(run, parameters, samples)
    for (number, shape) in training.noise.enumerated() {
      var noise = [Double]()
      for _ in 0..<shape.elementCount * samples.count { noise.append(random.uniform()) }
      try run.setInput(3 + number, rounding: noise.span)
    }
    run.run()
    try run.checkGuards()
    let sum = add(run, to: &gradient)
    observations = training.observed.indices.map { number in
      run.withOutput(2 + number) { span in span.indices.map { Double(span[$0]) } }
    }
    return try finish(sum, at: parameters, over: samples.count, &gradient)
  }

  public func adjust(_ parameters: inout MutableSpan<Double>) {
    for (range, values) in zip(training.observed, observations) {
      for (place, value) in zip(range, values) { parameters[place] = value }
    }
  }

  // MARK: Running

  private func executable(
    _ count: Int, from cache: ReferenceWritableKeyPath<EmpiricalRisk, [Int: Executable<Scalar>]>,
    _ program: (Int) throws -> Program
  ) throws -> Executable<Scalar> {
    if let run = self[keyPath: cache][count] { return run }
    let run = try program(count).compiled(for: Scalar.self)
    self[keyPath: cache][count] = run
    return run
  }

  private func set(
    _ run: Executable<Scalar>, _ parameters: Span<Double>, _ samples: [Int]
  ) throws {
    try run.setInput(0, rounding: parameters)
    run.withMutableInput(1) { inputs.write(samples, to: &$0) }
    run.withMutableInput(2) { targets.write(samples, to: &$0) }
  }

  /// Adds a run's gradient and returns its sum of losses.
  private func add(_ run: Executable<Scalar>, to gradient: inout MutableSpan<Double>) -> Double {
    run.addOutput(1, to: &gradient)
    return Double(run.firstElement(ofOutput: 0))
  }

  /// The mean of a sum and the penalty, and the gradient of both.
  private func finish(
    _ sum: Double, at parameters: Span<Double>, over count: Int, _ gradient: inout MutableSpan<Double>
  ) throws -> Double {
    for i in gradient.indices { gradient[i] /= Double(count) }
    guard let penalty else { return sum / Double(count) }
    let value = try penaltyGradient.withMutableScalars { try penalty.value(at: parameters, gradient: &$0) }
    let slopes = penaltyGradient.scalars
    for i in gradient.indices { gradient[i] += slopes[i] }
    return sum / Double(count) + value
  }
}
