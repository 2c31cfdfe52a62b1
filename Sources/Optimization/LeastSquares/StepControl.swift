// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// How the length of the next step follows from what became of the last.
protocol StepControl {
  /// Sets what bounds the first step.
  ///
  /// - Parameter bound: The most that `‖D·p‖` may be.
  mutating func start(_ model: some LinearModel, scaling: Tensor<Double>, bound: Double) throws

  /// The next step to try; `nil` where the equations are singular.
  mutating func step(of model: some LinearModel, scaling: Tensor<Double>) throws -> TrialStep?

  /// Learns from a step that was taken.
  mutating func accept(_ outcome: StepOutcome)

  /// Learns from a step that was not taken, or, without an outcome, from equations that were singular.
  mutating func reject(_ outcome: StepOutcome?)

  /// Whether no shorter step is left within the range of numbers.
  var isExhausted: Bool { get }
}

/// A step and what the linear model promises of it.
struct TrialStep {
  /// `p`, `[n]`.
  var step: Tensor<Double>
  /// `‖D·p‖`.
  var scaledLength: Double
  /// `‖r‖² - ‖r + J·p‖²`.
  var predicted: Double
  /// λ, in methods that have one.
  var damping: Double?
  /// The bound on `‖D·p‖`, in methods that have one.
  var radius: Double?
  /// Solves the equations that the step solves for another right-hand side.
  var solution: ((Tensor<Double>) throws -> Tensor<Double>?)?

  /// The step of damped equations.
  init(
    _ equations: some DampedEquations, step: Tensor<Double>, damping: Double, radius: Double? = nil,
    of model: some LinearModel, scaling: Tensor<Double>
  ) {
    self.step = step
    self.damping = damping
    self.radius = radius
    scaledLength = step.multiplied(by: scaling).norm
    // Written with the equations that p solves as a sum of two positive terms.
    predicted = -step.inner(model.gradient) + damping * scaledLength * scaledLength
    solution = { try equations.solution(of: $0) }
  }

  /// A step made otherwise.
  init(_ step: Tensor<Double>, radius: Double, of model: some LinearModel, scaling: Tensor<Double>) throws {
    self.step = step
    self.radius = radius
    scaledLength = step.multiplied(by: scaling).norm
    predicted = try -2 * step.inner(model.gradient) - model.squaredChange(along: step)
  }
}

/// What became of a step.
struct StepOutcome {
  /// `‖D·p‖`.
  var scaledLength: Double
  /// The actual over the predicted decrease; NaN where the trial was not finite.
  var gainRatio: Double
  /// The factor by which a parabola through the values and the slope would shorten the step.
  var shortening: Double
}
