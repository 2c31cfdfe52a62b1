// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
public import Optimization
public import Tensors

/// The mean loss of a model over the samples of a data set, with its gradient: what first-order rules minimise, over all
/// samples or in batches.
///
/// ```swift
/// let loss = try SampledLoss(net, on: data, CrossEntropy())
/// let trained = try Adam(learningRate: 1e-2).inBatches(of: 32, epochs: 50)
///   .minimize(loss, from: net.initialParameters(seed: 1))
/// ```
/// The model runs as it does after training: without noise, and with the statistics that it has.
///
/// Not to be used from two threads at a time.
public final class SampledLoss: SampledObjective {
  public let parameterCount: Int
  public let sampleCount: Int

  private let values: SampleBatches
  private let gradients: SampleBatches
  /// The samples that the whole objective runs over at a time: enough to be fast, and few enough for the cache.
  private static let blockSize = 1024

  /// The mean of a loss.
  ///
  /// - Throws: `ModelError` when the data do not fit the model and the loss, are empty or not finite, `RecordingError`
  ///   for a mistake in the loss.
  public init(_ model: Model, on data: Dataset, _ loss: some Loss) throws {
    let targetShape = loss.targetShape(for: model.outputShape)
    let sample = try Program(
      inputs: [[model.parameterCount], model.inputShape, targetShape],
      named: ["parameters", "input", "target"]
    ) { v in
      [loss(model.program([v[0], v[1]])[0], v[2])]
    }
    guard sample.outputShapes[0].elementCount == 1 else {
      throw ModelError.notScalar(sample.outputShapes[0])
    }
    let inputs = try Samples(data.inputs, of: model.inputShape, data: "inputs")
    let targets = try Samples(data.targets, of: targetShape, data: "targets")
    guard inputs.count > 0 else { throw ModelError.noSamples }
    try data.inputs.checkFinite(data: "inputs")
    try data.targets.checkFinite(data: "targets")
    parameterCount = model.parameterCount
    sampleCount = inputs.count
    @Sendable func meanLoss(_ samples: Int) throws -> Program {
      let batch = try sample.vmap(over: [1, 2], count: samples)
      return try Program(inputs: batch.inputShapes) { [mean(batch($0)[0])] }
    }
    values = SampleBatches(inputs: inputs, targets: targets, meanLoss)
    gradients = SampleBatches(inputs: inputs, targets: targets) {
      try meanLoss($0).valueWithGradient(by: [0])
    }
  }

  public func value(at parameters: Tensor<Double>) throws -> Double {
    var sum = 0.0
    for block in blocks {
      sum +=
        Double(block.count)
        * (try values.run(at: parameters.scalars.span, over: block).firstElement(ofOutput: 0))
    }
    return sum / Double(sampleCount)
  }

  public func valueWithGradient(at parameters: Tensor<Double>) throws
    -> (value: Double, gradient: Tensor<Double>)
  {
    var gradient = Tensor<Double>.zeros([parameterCount])
    let value = try gradient.withMutableScalars { try self.value(at: parameters.scalars.span, gradient: &$0) }
    return (value, gradient)
  }

  public func value(at parameters: Span<Double>, gradient: inout MutableSpan<Double>) throws -> Double {
    var sum = 0.0
    for i in gradient.indices { gradient[i] = 0 }
    for block in blocks {
      let share = Double(block.count) / Double(sampleCount)
      let run = try gradients.run(at: parameters, over: block)
      sum += share * run.firstElement(ofOutput: 0)
      run.addOutput(1, times: share, to: &gradient)
    }
    return sum
  }

  public func value(
    at parameters: Span<Double>, overSamples samples: [Int], gradient: inout MutableSpan<Double>
  ) throws -> Double {
    let run = try gradients.run(at: parameters, over: samples)
    run.copyOutput(1, to: &gradient)
    return run.firstElement(ofOutput: 0)
  }

  /// All samples, some at a time.
  private var blocks: some Sequence<[Int]> {
    stride(from: 0, to: sampleCount, by: Self.blockSize).lazy.map { [sampleCount] start in
      Array(start..<min(start + Self.blockSize, sampleCount))
    }
  }
}
