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
  /// Why the run ended. `.stopped(by: .callback)` when the validation loss had not fallen for as long as patience allows.
  public let status: Status
  /// The start, and each epoch or iteration.
  public let history: [EpochRecord]

  /// The outputs `[m, ...]` for `m` samples, `[m, ...]`.
  ///
  /// - Throws: `ModelError` when the samples have another shape than the model's.
  public func callAsFunction(_ inputs: Tensor<Double>) throws -> Tensor<Double> {
    try model.outputs(for: inputs, parameters: parameters)
  }
}
