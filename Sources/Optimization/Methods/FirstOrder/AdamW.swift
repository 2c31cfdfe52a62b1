// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Adam with decoupled weight decay: the parameters shrink by a part `ηλ` beside each update of `Adam`.
///
/// Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2.
public struct AdamW: FirstOrderMethod {
  /// The factor of an update.
  public var learningRate: Double
  /// The decay β₁ of the mean of gradients.
  public var meanDecay: Double
  /// The decay β₂ of the mean of squares.
  public var meanSquareDecay: Double
  /// The number ε that keeps a quotient finite, in units of the gradient.
  public var epsilon: Double
  /// The decay λ of the parameters, in units of the learning rate.
  public var weightDecay: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// AdamW with the given options; those of the paper unless given.
  public init(
    learningRate: Double = 1e-3, meanDecay: Double = 0.9, meanSquareDecay: Double = 0.999,
    epsilon: Double = 1e-8, weightDecay: Double = 1e-2, gradientTolerance: Double = 1e-8,
    limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.meanDecay = meanDecay
    self.meanSquareDecay = meanSquareDecay
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("AdamW.meanDecay", meanDecay)
    try OptimizationError.checkFraction("AdamW.meanSquareDecay", meanSquareDecay)
    try OptimizationError.checkPositive("AdamW.epsilon", epsilon)
    try OptimizationError.checkFraction("AdamW.weightDecay", weightDecay)
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
            v[i] = meanSquareDecay * v[i] + (1 - meanSquareDecay) * g[i] * g[i]
            x[i] -= learningRate * weightDecay * x[i] + rate * m[i] / ((v[i] * unbias).squareRoot() + epsilon)
          }
        }
      }
    }
  }
}
