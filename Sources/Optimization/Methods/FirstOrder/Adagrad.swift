// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Adagrad: each parameter's rate falls with the root of the sum of its squared gradients.
///
/// ```
/// s ← s + g²        θ ← θ - η · g / (√s + ε)
/// ```
/// Duchi, Hazan and Singer 2011, JMLR 12, 2121-2159.
public struct Adagrad: FirstOrderMethod {
  /// What updates remember.
  public struct State: Archivable, Sendable {
    var sum: Tensor<Double>

    /// Saves or restores the state.
    public mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("sum", &sum)
    }
  }

  /// The factor of an update.
  public var learningRate: Double
  /// The number ε that keeps a quotient finite, in units of the gradient.
  public var epsilon: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// Adagrad with the given options; those of the paper unless given.
  public init(
    learningRate: Double = 1e-2, epsilon: Double = 1e-10, gradientTolerance: Double = 1e-8,
    limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.epsilon = epsilon
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkPositive("Adagrad.epsilon", epsilon)
  }

  public func initialState(parameterCount: Int) -> State {
    let zeros = Tensor<Double>.zeros([parameterCount])
    return State(sum: zeros)
  }

  public func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout State) {
    let g = gradient.scalars.span
    parameters.withMutableScalars { x in
      state.sum.withMutableScalars { s in
        for i in x.indices {
          s[i] += g[i] * g[i]
          x[i] -= learningRate * g[i] / (s[i].squareRoot() + epsilon)
        }
      }
    }
  }
}
