// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// What a run of a method found: the best point it saw, how it got there, and why it ended.
public struct Minimum: Sendable {
  /// The best parameters seen, `[n]`.
  public let parameters: Tensor<Double>
  /// The objective at `parameters`.
  public let value: Double
  /// The gradient at `parameters`, `[n]`.
  public let gradient: Tensor<Double>
  /// Why the run ended.
  public let status: Status
  /// How often the function was evaluated.
  public internal(set) var evaluations: EvaluationCounts
  /// One record an iteration, the start first.
  public let history: [IterationRecord]

  /// The result of a run whose best point has the given parameters, value and gradient.
  public init(
    parameters: Tensor<Double>, value: Double, gradient: Tensor<Double>, status: Status,
    evaluations: EvaluationCounts, history: [IterationRecord]
  ) {
    self.parameters = parameters
    self.value = value
    self.gradient = gradient
    self.status = status
    self.evaluations = evaluations
    self.history = history
  }

  /// The largest magnitude of the gradient's elements. O(n).
  public var gradientNorm: Double { gradient.infinityNorm }

  /// The number of iterations, rejected steps included.
  public var iterations: Int { history.last?.iteration ?? 0 }
}
