// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Adam with a decaying maximum in place of the mean of squares.
///
/// Kingma and Ba 2015, arXiv:1412.6980, algorithm 2.
public struct Adamax: FirstOrderMethod {
  /// What updates remember.
  public struct State: Archivable, Sendable {
    var mean: Tensor<Double>
    var maximum: Tensor<Double>
    var meanBias = 1.0

    /// Saves or restores the state.
    public mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("mean", &mean)
      archive.exchange("maximum", &maximum)
      archive.exchange("meanBias", &meanBias)
    }
  }

  /// The factor of an update.
  public var learningRate: Double
  /// The decay β₁ of the mean of gradients.
  public var meanDecay: Double
  /// The decay β₂ of the maximum.
  public var maximumDecay: Double
  /// The number ε that keeps a quotient finite, in units of the gradient.
  public var epsilon: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// Adamax with the given options; those of the paper unless given.
  public init(
    learningRate: Double = 2e-3, meanDecay: Double = 0.9, maximumDecay: Double = 0.999,
    epsilon: Double = 1e-8, gradientTolerance: Double = 1e-8, limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.meanDecay = meanDecay
    self.maximumDecay = maximumDecay
    self.epsilon = epsilon
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("Adamax.meanDecay", meanDecay)
    try OptimizationError.checkFraction("Adamax.maximumDecay", maximumDecay)
    try OptimizationError.checkPositive("Adamax.epsilon", epsilon)
  }

  public func initialState(parameterCount: Int) -> State {
    let zeros = Tensor<Double>.zeros([parameterCount])
    return State(mean: zeros, maximum: zeros)
  }

  public func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout State) {
    state.meanBias *= meanDecay
    let rate = learningRate / (1 - state.meanBias)
    let g = gradient.scalars.span
    parameters.withMutableScalars { x in
      state.mean.withMutableScalars { m in
        state.maximum.withMutableScalars { u in
          for i in x.indices {
            m[i] = meanDecay * m[i] + (1 - meanDecay) * g[i]
            u[i] = max(maximumDecay * u[i], g[i].magnitude + epsilon)
            x[i] -= rate * m[i] / u[i]
          }
        }
      }
    }
  }
}
