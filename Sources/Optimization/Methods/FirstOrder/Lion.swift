// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Steps of one size along the sign of a mean of gradients.
///
/// ```
/// θ ← θ - η(sign(β₁m + (1 - β₁)g) + λθ)        m ← β₂m + (1 - β₂)g
/// ```
/// Chen et al. 2023, arXiv:2302.06675, algorithm 2.
public struct Lion: FirstOrderMethod {
  /// What updates remember.
  public struct State: Archivable, Sendable {
    var mean: Tensor<Double>

    /// Saves or restores the state.
    public mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("mean", &mean)
    }
  }

  /// The factor of an update.
  public var learningRate: Double
  /// The share β₁ of the mean in an update.
  public var updateDecay: Double
  /// The decay β₂ of the mean of gradients.
  public var meanDecay: Double
  /// The decay λ of the parameters, in units of the learning rate.
  public var weightDecay: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// Lion with the given options; those of the paper unless given.
  public init(
    learningRate: Double = 1e-4, updateDecay: Double = 0.9, meanDecay: Double = 0.99,
    weightDecay: Double = 0, gradientTolerance: Double = 1e-8, limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.updateDecay = updateDecay
    self.meanDecay = meanDecay
    self.weightDecay = weightDecay
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("Lion.updateDecay", updateDecay)
    try OptimizationError.checkFraction("Lion.meanDecay", meanDecay)
    try OptimizationError.checkFraction("Lion.weightDecay", weightDecay)
  }

  public func initialState(parameterCount: Int) -> State {
    let zeros = Tensor<Double>.zeros([parameterCount])
    return State(mean: zeros)
  }

  public func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout State) {
    let g = gradient.scalars.span
    parameters.withMutableScalars { x in
      state.mean.withMutableScalars { m in
        for i in x.indices {
          let direction = updateDecay * m[i] + (1 - updateDecay) * g[i]
          let sign: Double = direction > 0 ? 1 : direction < 0 ? -1 : direction
          x[i] -= learningRate * (sign + weightDecay * x[i])
          m[i] = meanDecay * m[i] + (1 - meanDecay) * g[i]
        }
      }
    }
  }
}
