// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The quadratic model of an objective about a point, and its minimum within a trust region.
protocol QuadraticModel {
  /// Makes the model of `objective` at `point`.
  ///
  /// - Returns: Whether the model is finite.
  mutating func update(
    of objective: some TwiceDifferentiableFunction, at point: Point,
    counting evaluations: inout EvaluationCounts
  ) throws -> Bool

  /// The step that minimises the model within `‖D·p‖ ≤ radius`, and the decrease that it predicts.
  func step(
    of objective: some TwiceDifferentiableFunction, at point: Point, radius: Double,
    counting evaluations: inout EvaluationCounts
  ) throws -> QuadraticStep

  /// The scaled length of the step to the model's minimum along its gradient, with the curvature there taken as positive;
  /// infinite where that is not known or the gradient is 0.
  var steepestDescentLength: Double { get }

  /// `‖D·x‖`.
  func scaledLength(of vector: Tensor<Double>) -> Double

  /// Whether the model curves down along some direction by more than rounding.
  func isSaddle(
    of objective: some TwiceDifferentiableFunction, at point: Point,
    counting evaluations: inout EvaluationCounts
  ) throws -> Bool
}

/// A step of a quadratic model.
struct QuadraticStep {
  var step: Tensor<Double>
  /// How much the model falls, not negative; NaN where the model is not finite.
  var predicted: Double
  var isOnBoundary: Bool
}

/// A run of Newton's method within a trust region.
struct NewtonSearch<Function: TwiceDifferentiableFunction, Model: QuadraticModel> {
  private let objective: Function
  private var model: Model
  private let options: TrustRegionNewton
  private static var rejectionLimit: Int { 60 }

  init(of objective: Function, model: Model, options: TrustRegionNewton) {
    self.objective = objective
    self.model = model
    self.options = options
  }

  /// Iterates until the run ends.
  mutating func run(from start: Tensor<Double>, observing observer: Observer) throws -> Minimum {
    var run = try Run(of: objective, from: start, limits: options.limits)
    var point = run.best
    var radius = 0.0
    var rejections = 0
    var record = IterationRecord(iteration: 0, value: point.value, gradientNorm: point.gradient.infinityNorm)
    var verdict: Status?
    if !point.isFinite {
      verdict = .failed(because: .nonFiniteStart)
    } else if try !model.update(of: objective, at: point, counting: &run.evaluations) {
      verdict = .failed(because: .nonFiniteStart)
    } else {
      verdict = try optimality(at: point, &run)
    }
    while true {
      if let status = try run.endIteration(record, at: point, verdict: verdict, observer: observer) {
        return run.minimum(status)
      }
      if radius == 0 {
        let length = model.scaledLength(of: point.parameters)
        radius = min(
          options.firstStepBound * (length > 0 && length.isFinite ? length : 1),
          0.1 * model.steepestDescentLength)
      }
      let trial = try model.step(of: objective, at: point, radius: radius, counting: &run.evaluations)
      guard trial.step.isFinite, trial.predicted > 0 else {
        return run.minimum(Self.status(withoutStep: trial.predicted))
      }
      let length = model.scaledLength(of: trial.step)
      let isLost = trial.predicted <= 10 * .ulpOfOne * point.value.magnitude
      var parameters = point.parameters
      parameters.add(trial.step, times: 1)
      let next = try run.evaluate(objective, at: parameters)
      let ratio = (point.value - next.value) / trial.predicted
      // Where the decrease is lost in rounding the gradient tells whether the step was good.
      let isBetter =
        next.isFinite
        && (ratio > 1e-4
          || isLost && next.gradient.norm < point.gradient.norm
            && next.value <= point.value + 32 * .ulpOfOne * point.value.magnitude)
      record = IterationRecord(
        iteration: run.nextIteration, value: point.value, gradientNorm: point.gradient.infinityNorm,
        stepNorm: trial.step.norm, radius: radius, gainRatio: ratio.isNaN ? nil : ratio, isAccepted: false)
      verdict = nil
      var isAccepted = false
      if isBetter {
        let before = model
        isAccepted = try model.update(of: objective, at: next, counting: &run.evaluations)
        if !isAccepted { model = before }
      }
      if isAccepted {
        point = next
        rejections = 0
        record.isAccepted = true
        record.value = next.value
        record.gradientNorm = next.gradient.infinityNorm
        if ratio > 0.75, trial.isOnBoundary {
          radius = max(radius, 2 * length)
        } else if ratio < 0.25 {
          radius = length / 4
        }
        verdict = try optimality(at: point, &run)
      } else {
        radius = (next.isFinite ? 0.25 : 0.1) * min(radius, length)
        rejections += 1
        // A step that was shortened because the objective is not finite beyond it says nothing of a minimum.
        if isLost, next.isFinite {
          verdict = .converged(by: .rounding)
        } else if isLost || rejections >= Self.rejectionLimit || !(radius > 0) {
          verdict = .failed(because: .noProgress)
        }
      }
    }
  }

  /// Why there is no step that lowers a model whose decrease is the one given.
  private static func status(withoutStep decrease: Double) -> Status {
    if decrease == 0 { return .converged(by: .rounding) }
    return .failed(because: decrease.isFinite ? .singular : .nonFinite)
  }

  private func optimality(at point: Point, _ run: inout Run) throws -> Status? {
    guard point.isStationary(within: options.gradientTolerance) else { return nil }
    let isSaddle = try model.isSaddle(of: objective, at: point, counting: &run.evaluations)
    return isSaddle ? nil : .converged(by: .gradient)
  }
}
