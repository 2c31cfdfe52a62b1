// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Adam scaled by how far gradients are from their mean: long steps where they are as expected.
///
/// Zhuang et al. 2020, arXiv:2010.07468, algorithm 2.
public struct AdaBelief: FirstOrderMethod {
  /// The factor of an update.
  public var learningRate: Double
  /// The decay β₁ of the mean of gradients.
  public var meanDecay: Double
  /// The decay β₂ of the mean of squares.
  public var meanSquareDecay: Double
  /// The number ε in the mean of squares and beside its root.
  public var epsilon: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// AdaBelief with the given options; those of the paper unless given.
  public init(
    learningRate: Double = 1e-3, meanDecay: Double = 0.9, meanSquareDecay: Double = 0.999,
    epsilon: Double = 1e-16, gradientTolerance: Double = 1e-8, limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.meanDecay = meanDecay
    self.meanSquareDecay = meanSquareDecay
    self.epsilon = epsilon
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("AdaBelief.meanDecay", meanDecay)
    try OptimizationError.checkFraction("AdaBelief.meanSquareDecay", meanSquareDecay)
    try OptimizationError.checkPositive("AdaBelief.epsilon", epsilon)
  }

  public func initialState(parameterCount: Int) -> Moments {
    Moments(parameterCount: parameterCount)
  }

  public func update(
    _ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout Moments
  ) {
    state.meanBias *= meanDecay
    state.meanSquareBias *= meanSquareDecay
    let rate = learningRate / (1 - state.meanBias)
    let unbias = 1 / (1 - state.meanSquareBias)
    let g = gradient.scalars.span
    parameters.withMutableScalars { x in
      state.mean.withMutableScalars { m in
        state.meanSquare.withMutableScalars { v in
          for i in x.indices {
            m[i] = meanDecay * m[i] + (1 - meanDecay) * g[i]
            let surprise = g[i] - m[i]
            v[i] = meanSquareDecay * v[i] + (1 - meanSquareDecay) * surprise * surprise + epsilon
            x[i] -= rate * m[i] / ((v[i] * unbias).squareRoot() + epsilon)
          }
        }
      }
    }
  }
}
