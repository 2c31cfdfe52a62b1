// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Adam with Nesterov's momentum: the step looks ahead by one decay of the mean.
///
/// Dozat 2016, *Incorporating Nesterov momentum into Adam*, algorithm 2, with a constant β₁.
public struct NAdam: FirstOrderMethod {
  /// The factor of an update.
  public var learningRate: Double
  /// The decay β₁ of the mean of gradients.
  public var meanDecay: Double
  /// The decay β₂ of the mean of squares.
  public var meanSquareDecay: Double
  /// The number ε that keeps a quotient finite, in units of the gradient.
  public var epsilon: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// NAdam with the given options; those of the paper unless given.
  public init(
    learningRate: Double = 2e-3, meanDecay: Double = 0.9, meanSquareDecay: Double = 0.999,
    epsilon: Double = 1e-8, gradientTolerance: Double = 1e-8, limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.meanDecay = meanDecay
    self.meanSquareDecay = meanSquareDecay
    self.epsilon = epsilon
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("NAdam.meanDecay", meanDecay)
    try OptimizationError.checkFraction("NAdam.meanSquareDecay", meanSquareDecay)
    try OptimizationError.checkPositive("NAdam.epsilon", epsilon)
  }

  public func initialState(parameterCount: Int) -> Moments {
    Moments(parameterCount: parameterCount)
  }

  public func update(
    _ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout Moments
  ) {
    let before = 1 - state.meanBias * meanDecay
    state.meanBias *= meanDecay
    state.meanSquareBias *= meanSquareDecay
    let ahead = meanDecay / (1 - state.meanBias * meanDecay)
    let now = (1 - meanDecay) / before
    let unbias = 1 / (1 - state.meanSquareBias)
    let g = gradient.scalars.span
    parameters.withMutableScalars { x in
      state.mean.withMutableScalars { m in
        state.meanSquare.withMutableScalars { v in
          for i in x.indices {
            m[i] = meanDecay * m[i] + (1 - meanDecay) * g[i]
            v[i] = meanSquareDecay * v[i] + (1 - meanSquareDecay) * g[i] * g[i]
            x[i] -= learningRate * (ahead * m[i] + now * g[i]) / ((v[i] * unbias).squareRoot() + epsilon)
          }
        }
      }
    }
  }
}
