// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// RMSProp: steps along the gradient over the root of a running mean of its squares, with momentum where asked.
///
/// ```
/// v ← ρv + (1 - ρ)g²        b ← μb + g / (√v + ε)        θ ← θ - ηb
/// ```
/// Tieleman and Hinton 2012, lecture 6.5; centred, `v` less the square of the mean gradient: Graves 2013, arXiv:1308.0850.
public struct RMSProp: FirstOrderMethod {
  /// What updates remember.
  public struct State: Archivable, Sendable {
    var mean: Tensor<Double>
    var meanSquare: Tensor<Double>
    var velocity: Tensor<Double>

    /// Saves or restores the state.
    public mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("mean", &mean)
      archive.exchange("meanSquare", &meanSquare)
      archive.exchange("velocity", &velocity)
    }
  }

  /// The factor of an update.
  public var learningRate: Double
  /// The decay ρ of the mean of squares.
  public var meanSquareDecay: Double
  /// How much of the last update is kept, μ.
  public var momentum: Double
  /// Whether the squared mean of gradients is taken off the mean of squares.
  public var isCentered: Bool
  /// The number ε that keeps a quotient finite, in units of the gradient.
  public var epsilon: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// RMSProp with the given options; those of the paper unless given.
  public init(
    learningRate: Double = 1e-2, meanSquareDecay: Double = 0.99, momentum: Double = 0,
    isCentered: Bool = false, epsilon: Double = 1e-8, gradientTolerance: Double = 1e-8,
    limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.meanSquareDecay = meanSquareDecay
    self.momentum = momentum
    self.isCentered = isCentered
    self.epsilon = epsilon
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("RMSProp.meanSquareDecay", meanSquareDecay)
    try OptimizationError.checkFraction("RMSProp.momentum", momentum)
    try OptimizationError.checkPositive("RMSProp.epsilon", epsilon)
  }

  public func initialState(parameterCount: Int) -> State {
    let zeros = Tensor<Double>.zeros([parameterCount])
    return State(mean: zeros, meanSquare: zeros, velocity: zeros)
  }

  public func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout State) {
    let g = gradient.scalars.span
    parameters.withMutableScalars { x in
      state.mean.withMutableScalars { m in
        state.meanSquare.withMutableScalars { v in
          state.velocity.withMutableScalars { b in
            for i in x.indices {
              m[i] = meanSquareDecay * m[i] + (1 - meanSquareDecay) * g[i]
              v[i] = meanSquareDecay * v[i] + (1 - meanSquareDecay) * g[i] * g[i]
              let variance = isCentered ? max(v[i] - m[i] * m[i], 0) : v[i]
              b[i] = momentum * b[i] + g[i] / (variance.squareRoot() + epsilon)
              x[i] -= learningRate * b[i]
            }
          }
        }
      }
    }
  }
}
