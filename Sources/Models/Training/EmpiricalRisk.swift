// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Optimization
public import Tensors

/// The mean loss of a model over the samples of a data set, plus the penalties of its parameters: what training minimises,
/// over all samples or in batches.
///
/// ```swift
/// let risk = try EmpiricalRisk(net, on: data, loss: CrossEntropy(.classes))
/// let trained = try Adam(learningRate: 1e-2).inBatches(of: 32, epochs: 50)
///   .minimize(risk, from: net.initialParameters(seed: 1))
/// ```
/// Over some of the samples the model runs as it does while it is trained, with dropout and with statistics of the batch,
/// which it observes; over all of them as it does otherwise.
///
/// Vapnik, Principles of risk minimization for learning theory, NIPS 1991. Not to be used from two threads at a time.
public final class EmpiricalRisk<Scalar: ExecutionScalar>: SampledObjective, TwiceDifferentiableFunction,
  NoiseSource
{
  public let parameterCount: Int
  public let sampleCount: Int
  public let sampleBlockSize: Int?

  private let values: SampleBatches<Scalar>
  private let gradients: SampleBatches<Scalar>
  private let curvatureProducts: SampleBatches<Scalar>
  private let training: RiskPrograms
  private let trainingSteps: SampleBatches<Scalar>
  private let penalty: Objective?
  private var penaltyGradient: Tensor<Double>
  /// What the noise of training is drawn from.
  var noise: Xoshiro256
  /// The last values of what is observed.
  private var observations: [[Double]] = []

  /// All samples are evaluated in blocks of this many, whose intermediate values stay in the cache.
  private static var blockSize: Int { 256 }

  /// The risk of a model on a data set.
  ///
  /// - Parameters:
  ///   - data: The samples, of the model's input shape, with targets of the loss's target shape. Those that are not in
  ///     memory are read block by block.
  ///   - loss: The loss of one sample.
  ///   - scalar: The type that the model runs in. Parameters and sums are in `Double`, whatever it is.
  ///   - seed: What the noise of training is drawn from.
  ///   - curvature: What methods that ask for products with the Hessian get.
  ///   - includesPenalties: Whether the sizes of parameters count.
  /// - Throws: `ModelError` when the data do not fit, are empty or not finite, `RecordingError` for a mistake in the loss.
  public init(
    _ model: Model, on data: some SampleSource, loss: any Loss, for scalar: Scalar.Type = Double.self,
    seed: UInt64 = 1,
    curvature: RiskCurvature = .gaussNewton, includesPenalties: Bool = true
  ) throws {
    guard data.count > 0 else { throw ModelError.noSamples }
    sampleBlockSize = data.blockSize
    parameterCount = model.parameterCount
    sampleCount = data.count
    let targetShape = loss.targetShape(for: model.outputShape)
    let first = try data.samples(0..<min(data.blockSize ?? data.count, data.count))
    try first.checkFinite()
    let inputs = try SampleRows<Scalar>(first.inputs, of: model.inputShape, data: "inputs")
    let targets = try SampleRows<Scalar>(first.targets, of: targetShape, data: "targets")
    let evaluation = try RiskPrograms(model, loss, training: false)
    let training = try RiskPrograms(model, loss, training: true)
    let cache = data.blockSize.map { BlockCache(data, blockSize: $0) }
    func batches(_ program: @escaping (_ samples: Int) throws -> Program) -> SampleBatches<Scalar> {
      if let cache {
        return SampleBatches(cache, input: data.inputShape, target: data.targetShape, program)
      }
      return SampleBatches(inputs: inputs, targets: targets, program)
    }
    values = batches { try evaluation.value(samples: $0) }
    gradients = batches { try evaluation.gradient(samples: $0) }
    curvatureProducts = batches { try evaluation.curvatureProduct(curvature, samples: $0) }
    trainingSteps = batches { try training.gradient(samples: $0) }
    self.training = training
    penalty = includesPenalties ? try model.penalty() : nil
    penaltyGradient = .zeros([parameterCount])
    noise = Xoshiro256(seed: seed)
  }

  // MARK: All samples

  public func value(at parameters: Tensor<Double>) throws -> Double {
    var sum = 0.0
    for block in blocks {
      sum += Double(try values.run(at: parameters.scalars.span, over: block).firstElement(ofOutput: 0))
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
      let run = try gradients.run(at: parameters, over: block)
      sum += Double(run.firstElement(ofOutput: 0))
      run.addOutput(1, to: &gradient)
    }
    return try finish(sum, at: parameters, over: sampleCount, &gradient)
  }

  public func hessianVectorProduct(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double> {
    var product = Tensor<Double>.zeros([parameterCount])
    for block in blocks {
      let run = try curvatureProducts.run(at: parameters.scalars.span, over: block) { run in
        try run.setInput(3, rounding: direction.scalars.span)
      }
      product.withMutableScalars { run.addOutput(0, times: 1 / Double(sampleCount), to: &$0) }
    }
    guard let penalty else { return product }
    return try product + penalty.hessianVectorProduct(at: parameters, along: direction)
  }

  /// All samples, some at a time.
  private var blocks: some Sequence<[Int]> {
    stride(from: 0, to: sampleCount, by: Self.blockSize).lazy.map { [sampleCount] start in
      Array(start..<min(start + Self.blockSize, sampleCount))
    }
  }

  // MARK: Batches

  public func value(
    at parameters: Span<Double>, overSamples samples: [Int], gradient: inout MutableSpan<Double>
  ) throws -> Double {
    let run = try trainingSteps.run(at: parameters, over: samples) { run in
      for (number, shape) in training.noise.enumerated() {
        let draws = (0..<shape.elementCount * samples.count).map { _ in noise.uniform() }
        try run.setInput(3 + number, rounding: draws.span)
      }
    }
    for i in gradient.indices { gradient[i] = 0 }
    run.addOutput(1, to: &gradient)
    observations = training.observed.indices.map { number in
      run.withOutput(2 + number) { span in span.indices.map { Double(span[$0]) } }
    }
    return try finish(
      Double(run.firstElement(ofOutput: 0)), at: parameters, over: samples.count, &gradient)
  }

  public func adjust(_ parameters: inout MutableSpan<Double>) {
    for (range, values) in zip(training.observed, observations) {
      for (place, value) in zip(range, values) { parameters[place] = value }
    }
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
