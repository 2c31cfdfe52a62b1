// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Adam with the largest mean square so far in place of the current one, so that rates never rise again.
///
/// Reddi, Kale and Kumar 2018, arXiv:1904.09237, with Adam's corrections for the zero start, as PyTorch has them.
public struct AMSGrad: FirstOrderMethod {
  /// What updates remember.
  public struct State: Archivable, Sendable {
    var moments: Moments
    var largest: Tensor<Double>

    /// Saves or restores the state.
    public mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("moments", &moments)
      archive.exchange("largest", &largest)
    }
  }

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

  /// AMSGrad with the given options; those of the paper unless given.
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

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("AMSGrad.meanDecay", meanDecay)
    try OptimizationError.checkFraction("AMSGrad.meanSquareDecay", meanSquareDecay)
    try OptimizationError.checkPositive("AMSGrad.epsilon", epsilon)
  }

  public func initialState(parameterCount: Int) -> State {
    State(moments: Moments(parameterCount: parameterCount), largest: .zeros([parameterCount]))
  }

  public func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout State) {
    state.moments.meanBias *= meanDecay
    state.moments.meanSquareBias *= meanSquareDecay
    let rate = learningRate / (1 - state.moments.meanBias)
    let unbias = 1 / (1 - state.moments.meanSquareBias)
    let g = gradient.scalars.span
    parameters.withMutableScalars { x in
      state.moments.mean.withMutableScalars { m in
        state.moments.meanSquare.withMutableScalars { v in
          state.largest.withMutableScalars { l in
            for i in x.indices {
              m[i] = meanDecay * m[i] + (1 - meanDecay) * g[i]
              v[i] = meanSquareDecay * v[i] + (1 - meanSquareDecay) * g[i] * g[i]
              l[i] = max(l[i], v[i])
              x[i] -= rate * m[i] / ((l[i] * unbias).squareRoot() + epsilon)
            }
          }
        }
      }
    }
  }
}
