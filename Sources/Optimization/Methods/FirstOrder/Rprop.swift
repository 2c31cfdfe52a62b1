// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Resilient propagation: a step of its own for each parameter, longer while its gradient keeps its sign, shorter when
/// that changes. For full batches only.
///
/// Riedmiller and Braun 1993; Igel and Hüsken 2003, the variant iRprop⁻. `learningRate` is the first step.
public struct Rprop: FirstOrderMethod {
  /// What updates remember.
  public struct State: Archivable, Sendable {
    var step: Tensor<Double>
    var last: Tensor<Double>
    var isFirst = true

    /// Saves or restores the state.
    public mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("step", &step)
      archive.exchange("last", &last)
      archive.exchange("isFirst", &isFirst)
    }
  }

  /// The factor of an update.
  public var learningRate: Double
  /// The factor of a step whose gradient keeps its sign.
  public var growth: Double
  /// The factor of a step whose gradient changes its sign.
  public var shrinkage: Double
  /// The shortest step.
  public var shortest: Double
  /// The longest step.
  public var longest: Double
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// Rprop with the given options; those of the paper unless given.
  public init(
    learningRate: Double = 1e-2, growth: Double = 1.2, shrinkage: Double = 0.5, shortest: Double = 1e-12,
    longest: Double = 50, gradientTolerance: Double = 1e-8, limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.growth = growth
    self.shrinkage = shrinkage
    self.shortest = shortest
    self.longest = longest
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkPositive("Rprop.growth", growth)
    try OptimizationError.checkFraction("Rprop.shrinkage", shrinkage)
    try OptimizationError.checkPositive("Rprop.shortest", shortest)
    try OptimizationError.checkPositive("Rprop.longest", longest)
  }

  public func initialState(parameterCount: Int) -> State {
    let zeros = Tensor<Double>.zeros([parameterCount])
    return State(step: zeros, last: zeros)
  }

  public func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout State) {
    let first = state.isFirst
    state.isFirst = false
    let g = gradient.scalars.span
    parameters.withMutableScalars { x in
      state.step.withMutableScalars { s in
        state.last.withMutableScalars { l in
          for i in x.indices {
            if first { s[i] = learningRate }
            var slope = g[i]
            if slope * l[i] > 0 {
              s[i] = min(s[i] * growth, longest)
            } else if slope * l[i] < 0 {
              s[i] = max(s[i] * shrinkage, shortest)
              slope = 0
            }
            let sign: Double = slope > 0 ? 1 : slope < 0 ? -1 : slope
            x[i] -= sign * s[i]
            l[i] = slope
          }
        }
      }
    }
  }
}
