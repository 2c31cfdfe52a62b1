// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// How a model is trained, whatever the method: where from, what is watched, and when enough is enough.
public struct TrainingOptions: Sendable {
  /// The number of epochs in a row without a lower validation loss after which the run ends; `nil` for never.
  public var patience: Int?
  /// What is watched besides the loss: over the validation samples or, without any, over those that train where they are in
  /// memory.
  public var metrics: [Metric]
  /// The parameters to start from; `nil` for those that `seed` gives.
  public var start: Tensor<Double>?
  /// What the parameters at the start and the noise of training are drawn from.
  public var seed: UInt64

  /// How inputs and targets are scaled for the model; predictions of the ``TrainedModel`` undo it. Losses are of scaled
  /// targets, metrics of targets as they are.
  public var scaling: Scaling?
  /// Where and how often the run is saved, to go on after an interruption; `nil` for never.
  public var checkpoints: Checkpoints?
  /// What may end the run from outside.
  public var stop: StopRequest?
  /// What is shown of the run while it goes on.
  public var progress: Progress

  /// The given options.
  public init(
    patience: Int? = nil, metrics: [Metric] = [], from start: Tensor<Double>? = nil, seed: UInt64 = 1,
    scaling: Scaling? = nil, checkpoints: Checkpoints? = nil, stop: StopRequest? = nil,
    progress: Progress = .none
  ) {
    self.patience = patience
    self.metrics = metrics
    self.start = start
    self.seed = seed
    self.scaling = scaling
    self.checkpoints = checkpoints
    self.stop = stop
    self.progress = progress
  }
}
