// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Adam: steps along a running mean of gradients, scaled by the root of a running mean of their squares.
///
/// ```
/// m ← β₁m + (1 - β₁)g        v ← β₂v + (1 - β₂)g²
/// θ ← θ - η · m/(1 - β₁ᵗ) / (√(v/(1 - β₂ᵗ)) + ε)
/// ```
/// Kingma and Ba 2015, arXiv:1412.6980, algorithm 1.
public struct Adam: FirstOrderMethod {
  /// The factor η: about the size of a parameter's change in one update.
  public var learningRate: Double
  /// The decay β₁ of the mean of gradients.
  public var meanDecay: Double
  /// The decay β₂ of the mean of squares.
  public var meanSquareDecay: Double
  /// The number ε added to the root of the mean square, in units of the gradient.
  public var epsilon: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// Adam with the given options; decays and `epsilon` are the paper's unless given.
  public init(
    learningRate: Double = 1e-3, meanDecay: Double = 0.9, meanSquareDecay: Double = 0.999,
    epsilon: Double = 1e-8, gradientTolerance: Double = 1e-8, limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.meanDecay = meanDecay
    self.meanSquareDecay = meanSquareDecay
    self.epsilon = epsilon
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  /// Throws when a decay is outside `0..<1` or `epsilon` is not positive.
  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("Adam.meanDecay", meanDecay)
    try OptimizationError.checkFraction("Adam.meanSquareDecay", meanSquareDecay)
    try OptimizationError.checkPositive("Adam.epsilon", epsilon)
  }

  /// The means before the first update, 0.
  public func initialState(parameterCount: Int) -> Moments {
    Moments(parameterCount: parameterCount)
  }

  /// Updates the parameters and the means. O(n).
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
            x[i] -= rate * m[i] / ((v[i] * unbias).squareRoot() + epsilon)
          }
        }
      }
    }
  }
}
