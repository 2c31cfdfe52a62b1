// SPDX-License-Identifier: Apache-2.0
public import Optimization
public import Tensors

/// A model with the parameters that training gave it.
public struct TrainedModel: Sendable {
  /// What predicts. Its parameters are those with the lowest validation loss when there were validation samples, else
  /// those that the method returned.
  public let predictor: Predictor
  /// Why the run ended. `.stopped(by: .patience)` when the validation loss had not fallen for as long as patience allows,
  /// `.stopped(by: .cancellation)` when a ``StopRequest`` or the task's cancellation ended it.
  public let status: Status
  /// The start, and each epoch or iteration, those before an interruption included.
  public let history: [EpochRecord]
  /// How often the objective was evaluated, before an interruption, too.
  public let evaluations: EvaluationCounts
  /// The checkpoint that the run went on from; `nil` when it began at the start.
  public let resumption: Resumption?

  /// The model.
  public var model: Model { predictor.model }
  /// The parameters of the predictor, `[parameterCount]`.
  public var parameters: Tensor<Double> { predictor.parameters }
  /// How inputs and targets were scaled; predictions undo it.
  public var scaling: Scaling? { predictor.scaling }

  /// The outputs `[m, ...]` for `m` samples, `[m, ...]`, both in their own units.
  ///
  /// - Throws: `ModelError` when the samples have another shape than the model's.
  public func callAsFunction(_ inputs: Tensor<Double>) throws -> Tensor<Double> { try predictor(inputs) }
}
