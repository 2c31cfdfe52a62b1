// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Adam whose scaling is held back until the variance of its mean square is tractable.
///
/// Liu et al. 2020, arXiv:1908.03265, algorithm 2: plain momentum while the length ρ of the running mean is at most 5.
public struct RAdam: FirstOrderMethod {
  /// What updates remember.
  public struct State: Archivable, Sendable {
    var moments: Moments
    var count = 0.0

    /// Saves or restores the state.
    public mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("moments", &moments)
      archive.exchange("count", &count)
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

  /// RAdam with the given options; those of the paper unless given.
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
    try OptimizationError.checkFraction("RAdam.meanDecay", meanDecay)
    try OptimizationError.checkFraction("RAdam.meanSquareDecay", meanSquareDecay)
    try OptimizationError.checkPositive("RAdam.epsilon", epsilon)
  }

  public func initialState(parameterCount: Int) -> State {
    State(moments: Moments(parameterCount: parameterCount))
  }

  public func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout State) {
    state.count += 1
    state.moments.meanBias *= meanDecay
    state.moments.meanSquareBias *= meanSquareDecay
    let rate = learningRate / (1 - state.moments.meanBias)
    let unbias = 1 / (1 - state.moments.meanSquareBias)
    let longest = 2 / (1 - meanSquareDecay) - 1
    let length = longest - 2 * state.count * state.moments.meanSquareBias * unbias
    let (a, b) = ((length - 4) * (length - 2) * longest, (longest - 4) * (longest - 2) * length)
    let correction = length > 5 ? (a / b).squareRoot() : nil
    let g = gradient.scalars.span
    parameters.withMutableScalars { x in
      state.moments.mean.withMutableScalars { m in
        state.moments.meanSquare.withMutableScalars { v in
          for i in x.indices {
            m[i] = meanDecay * m[i] + (1 - meanDecay) * g[i]
            v[i] = meanSquareDecay * v[i] + (1 - meanSquareDecay) * g[i] * g[i]
            if let correction {
              x[i] -= rate * correction * m[i] / ((v[i] * unbias).squareRoot() + epsilon)
            } else {
              x[i] -= rate * m[i]
            }
          }
        }
      }
    }
  }
}
