// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Adadelta: steps in units of the parameters, by the ratio of running means of updates and gradients.
///
/// ```
/// v ← ρv + (1 - ρ)g²        d = g · √(u + ε) / √(v + ε)        u ← ρu + (1 - ρ)d²        θ ← θ - ηd
/// ```
/// Zeiler 2012, arXiv:1212.5701, algorithm 1, where η is 1.
public struct Adadelta: FirstOrderMethod {
  /// What updates remember.
  public struct State: Archivable, Sendable {
    var meanSquare: Tensor<Double>
    var meanSquareUpdate: Tensor<Double>

    /// Saves or restores the state.
    public mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("meanSquare", &meanSquare)
      archive.exchange("meanSquareUpdate", &meanSquareUpdate)
    }
  }

  /// The factor of an update.
  public var learningRate: Double
  /// The decay ρ of both means of squares.
  public var meanSquareDecay: Double
  /// The number ε under both roots.
  public var epsilon: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// Adadelta with the given options; those of the paper unless given.
  public init(
    learningRate: Double = 1, meanSquareDecay: Double = 0.9, epsilon: Double = 1e-6,
    gradientTolerance: Double = 1e-8, limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.meanSquareDecay = meanSquareDecay
    self.epsilon = epsilon
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("Adadelta.meanSquareDecay", meanSquareDecay)
    try OptimizationError.checkPositive("Adadelta.epsilon", epsilon)
  }

  public func initialState(parameterCount: Int) -> State {
    let zeros = Tensor<Double>.zeros([parameterCount])
    return State(meanSquare: zeros, meanSquareUpdate: zeros)
  }

  public func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout State) {
    let g = gradient.scalars.span
    parameters.withMutableScalars { x in
      state.meanSquare.withMutableScalars { v in
        state.meanSquareUpdate.withMutableScalars { u in
          for i in x.indices {
            v[i] = meanSquareDecay * v[i] + (1 - meanSquareDecay) * g[i] * g[i]
            let step = g[i] * ((u[i] + epsilon) / (v[i] + epsilon)).squareRoot()
            u[i] = meanSquareDecay * u[i] + (1 - meanSquareDecay) * step * step
            x[i] -= learningRate * step
          }
        }
      }
    }
  }
}
