// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// How the length of the next step follows from what became of the last.
protocol StepControl: Archivable {
  /// Sets what bounds the first step.
  ///
  /// - Parameter bound: The most that `‖D·p‖` may be.
  mutating func start(_ model: some LinearModel, scaling: Tensor<Double>, bound: Double) throws

  /// Makes the next step to try.
  ///
  /// - Returns: Whether there is one: false where the equations are singular.
  mutating func step<Model: LinearModel>(
    of model: Model, scaling: Tensor<Double>, into trial: inout TrialStep<Model.Damped>
  ) throws -> Bool

  /// Learns from a step that was taken.
  mutating func accept(_ outcome: StepOutcome)

  /// Learns from a step that was not taken, or, without an outcome, from equations that were singular.
  mutating func reject(_ outcome: StepOutcome?)

  /// Whether no shorter step is left within the range of numbers.
  var isExhausted: Bool { get }
}

/// A step and what the linear model promises of it.
struct TrialStep<Equations: DampedEquations> {
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
  /// The equations that the step solves, in methods that have them.
  var equations: Equations?

  /// No step yet, of `n` parameters.
  init(parameterCount n: Int) {
    step = .zeros([n])
    scaledLength = 0
    predicted = 0
  }

  /// The step of damped equations.
  init(
    _ equations: Equations, step: Tensor<Double>, damping: Double, radius: Double? = nil,
    of model: some LinearModel, scaling: Tensor<Double>
  ) {
    self.init(parameterCount: 0)
    self.step = step
    describe(equations, damping: damping, radius: radius, of: model, scaling: scaling)
  }

  /// Takes the step of damped equations, in its own memory.
  mutating func take(
    _ equations: Equations, damping: Double, of model: some LinearModel, scaling: Tensor<Double>
  ) throws {
    try equations.step(into: &step)
    describe(equations, damping: damping, radius: nil, of: model, scaling: scaling)
  }

  private mutating func describe(
    _ equations: Equations, damping: Double, radius: Double?, of model: some LinearModel,
    scaling: Tensor<Double>
  ) {
    self.equations = equations
    self.damping = damping
    self.radius = radius
    scaledLength = step.norm(times: scaling)
    // Written with the equations that p solves as a sum of two positive terms.
    predicted = -step.inner(model.gradient) + damping * scaledLength * scaledLength
  }

  /// A step made otherwise.
  init(_ step: Tensor<Double>, radius: Double, of model: some LinearModel, scaling: Tensor<Double>) throws {
    self.step = step
    self.radius = radius
    scaledLength = step.norm(times: scaling)
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
