// SPDX-License-Identifier: Apache-2.0
public import Autodiff
internal import Tensors

/// Each channel, along the first axis, less its mean, divided by its standard deviation, times `scale`, plus `shift`.
///
/// While training, mean and variance are those of the batch, over its samples and over the axes after the first; running
/// means of both, the statistics `mean` and `variance`, take their place otherwise.
///
/// Ioffe and Szegedy, Batch normalization, ICML 2015.
public struct BatchNorm: Layer {
  /// The share of the old running mean in the new one.
  public let momentum: Double
  /// What is added to the variance.
  public let epsilon: Double

  /// - Parameters:
  ///   - momentum: The share of the old running mean in the new one, after each batch.
  ///   - epsilon: What is added to the variance.
  public init(momentum: Double = 0.9, epsilon: Double = 1e-5) {
    self.momentum = momentum
    self.epsilon = epsilon
  }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    guard let channels = x.shape.extents.first else {
      return parameters.refuse(x, "a scalar has no channels")
    }
    let spread = Shape([channels] + Array(repeating: 1, count: x.rank - 1))
    let runningMean = parameters.statistic("mean", [channels], .zeros)
    let runningVariance = parameters.statistic("variance", [channels], .constant(1))

    /// The mean of each channel over the batch.
    func channelMeans(_ x: Variable) -> Variable {
      let own = x.rank > 1 ? mean(x, along: .some(Array(1..<x.rank))) : x
      return batchMean(own, over: TrainingForm.batchAxis)
    }
    /// A running mean, moved towards the batch's.
    func moved(_ running: Variable, to batch: Variable) -> Variable {
      momentum * running + (1 - momentum) * stopGradient(batch)
    }

    let average = parameters.isTraining ? channelMeans(x) : runningMean
    let centred = x - average.reshaped(to: spread)
    let variance = parameters.isTraining ? channelMeans(centred * centred) : runningVariance
    parameters.observe("mean", moved(runningMean, to: average))
    parameters.observe("variance", moved(runningVariance, to: variance))
    return centred / sqrt(variance + epsilon).reshaped(to: spread)
      * parameters("scale", [channels], .constant(1)).reshaped(to: spread)
      + parameters("shift", [channels], .zeros).reshaped(to: spread)
  }
}
