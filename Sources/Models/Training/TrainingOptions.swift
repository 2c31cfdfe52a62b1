// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// How a model is trained, whatever the method: where from, what is watched, and when enough is enough.
public struct TrainingOptions: Sendable {
  /// The number of epochs in a row without a lower validation loss after which the run ends; `nil` for never.
  public var patience: Int?
  /// What is watched besides the loss.
  public var metrics: [Metric]
  /// The parameters to start from; `nil` for those that `seed` gives.
  public var start: Tensor<Double>?
  /// What the parameters at the start and the noise of training are drawn from.
  public var seed: UInt64

  /// The given options.
  public init(
    patience: Int? = nil, metrics: [Metric] = [], from start: Tensor<Double>? = nil, seed: UInt64 = 1
  ) {
    self.patience = patience
    self.metrics = metrics
    self.start = start
    self.seed = seed
  }
}
