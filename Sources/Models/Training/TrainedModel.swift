// SPDX-License-Identifier: Apache-2.0
public import Optimization
public import Tensors

/// A model with the parameters that training gave it.
public struct TrainedModel: Sendable {
  /// The model.
  public let model: Model
  /// Its parameters: those with the lowest validation loss when there were validation samples, else those that the method
  /// returned.
  public let parameters: Tensor<Double>
  /// How inputs and targets were scaled; predictions undo it.
  public let scaling: Scaling?
  /// Why the run ended. `.stopped(by: .callback)` when the validation loss had not fallen for as long as patience allows,
  /// `.stopped(by: .cancellation)` when a ``StopRequest`` or the task's cancellation ended it.
  public let status: Status
  /// The start, and each epoch or iteration, those before an interruption included.
  public let history: [EpochRecord]
  /// How often the objective was evaluated, before an interruption, too.
  public let evaluations: EvaluationCounts
  /// The checkpoint that the run went on from; `nil` when it began at the start.
  public let resumption: Resumption?

  /// The outputs `[m, ...]` for `m` samples, `[m, ...]`, both in their own units.
  ///
  /// - Throws: `ModelError` when the samples have another shape than the model's.
  public func callAsFunction(_ inputs: Tensor<Double>) throws -> Tensor<Double> {
    let outputs = try model.outputs(for: scaling?.inputs?(inputs) ?? inputs, parameters: parameters)
    return try scaling?.targets?.undone(outputs) ?? outputs
  }

  /// Hands the outputs for all samples of a source to `body`, block by block, in order: memory is that of a block.
  ///
  /// - Throws: `ModelError` when the samples have another shape than the model's, and what the source and `body` throw.
  public func forEachBlock(
    of source: some SampleSource, _ body: (_ range: Range<Int>, _ outputs: Tensor<Double>) throws -> Void
  ) throws {
    let size = source.blockSize ?? max(1, source.count)
    for start in stride(from: 0, to: source.count, by: size) {
      let range = start..<min(start + size, source.count)
      try body(range, try self(source.samples(range).inputs))
    }
  }
}
