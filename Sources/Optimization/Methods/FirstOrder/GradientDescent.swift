// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Gradient descent with a constant learning rate, with or without momentum.
///
/// With the velocity `v ← μ·v - η·g` an update is `θ ← θ + v` (Polyak 1964), or for Nesterov's form
/// `θ ← θ + μ·v - η·g` (Sutskever, Martens, Dahl, Hinton 2013, with the gradient taken where the last update
/// ended).
public struct GradientDescent: FirstOrderMethod {
  /// How much of the velocity an update keeps, in `0..<1`.
  public enum Momentum: Sendable, Hashable {
    /// No velocity: steepest descent.
    case none
    /// Polyak's heavy ball.
    case heavyBall(Double)
    /// Nesterov's accelerated gradient.
    case nesterov(Double)
  }

  /// The factor η of the gradient.
  public var learningRate: Double
  /// The momentum μ.
  public var momentum: Momentum
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// Gradient descent with the given options.
  public init(
    learningRate: Double, momentum: Momentum = .none, gradientTolerance: Double = 1e-8,
    limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  /// Throws when the momentum is outside `0..<1`.
  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("GradientDescent.momentum", momentum.factor)
  }

  /// The velocity before the first update, `[n]`, 0.
  public func initialState(parameterCount: Int) -> Tensor<Double> { .zeros([parameterCount]) }

  /// Updates the parameters and the velocity. O(n).
  public func update(
    _ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state velocity: inout Tensor<Double>
  ) {
    let (factor, g) = (momentum.factor, gradient.scalars)
    velocity.withMutableScalars { v in
      for i in v.indices { v[i] = factor * v[i] - learningRate * g[i] }
    }
    if case .nesterov = momentum {
      parameters.add(velocity, times: factor)
      parameters.add(gradient, times: -learningRate)
    } else {
      parameters.add(velocity, times: 1)
    }
  }
}

extension GradientDescent.Momentum {
  /// The factor μ of the velocity.
  fileprivate var factor: Double {
    switch self {
    case .none: 0
    case .heavyBall(let factor), .nesterov(let factor): factor
    }
  }
}
