// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A bound Δ on `‖D·p‖`: λ is chosen so that the damped step has that length to within a tenth, or is 0 where the
/// Gauss-Newton step is short enough.
///
/// Moré, The Levenberg-Marquardt algorithm: implementation and theory, 1978, sections 4 and 5; the root of
/// `‖D·p(λ)‖ = Δ` by Newton's method on the reciprocals, between bounds.
struct ExactRadius: StepControl {
  private var radius = 0.0
  private var damping = 0.0
  private var isFirst = true

  var isExhausted: Bool { !(radius >= .leastNormalMagnitude) || !damping.isFinite }

  mutating func start(_ model: some LinearModel, scaling: Tensor<Double>, bound: Double) {
    radius = min(bound, .greatestFiniteMagnitude)
  }

  mutating func step<Model: LinearModel>(
    of model: Model, scaling: Tensor<Double>, into trial: inout TrialStep<Model.Damped>
  ) throws -> Bool {
    guard let found = try step(of: model, scaling: scaling) else { return false }
    trial = found
    return true
  }

  private mutating func step<Model: LinearModel>(
    of model: Model, scaling: Tensor<Double>
  ) throws -> TrialStep<Model.Damped>? {
    guard radius > 0 else { return nil }
    var lower = 0.0
    if let undamped = try model.equations(damping: 0, scaling: scaling) {
      let step = try undamped.step()
      let length = step.norm(times: scaling)
      if length <= 1.1 * radius {
        damping = 0
        return trial(undamped, step, model, scaling)
      }
      if let slope = try Self.slope(of: undamped, step: step, length: length, scaling: scaling), slope < 0 {
        lower = (length - radius) / -slope
      }
    }
    let unscaled = Tensor(zip(model.gradient.scalars, scaling.scalars).map { $0 / $1 })
    var upper = unscaled.norm / radius
    if !(upper > 0) { upper = .leastNormalMagnitude / min(radius, 0.1) }
    guard upper.isFinite else {
      damping = upper
      return nil
    }
    damping = min(max(damping, lower), upper)
    if !(damping > 0) { damping = max(1e-3 * upper, (lower * upper).squareRoot()) }
    var best: TrialStep<Model.Damped>?
    for _ in 0..<10 {
      guard let equations = try model.equations(damping: damping, scaling: scaling) else {
        lower = damping
        damping = max(10 * damping, 1e-3 * upper)
        if damping > upper { upper = damping }
        continue
      }
      let step = try equations.step()
      let length = step.norm(times: scaling)
      best = trial(equations, step, model, scaling)
      let excess = length - radius
      if excess.magnitude <= 0.1 * radius { break }
      guard let slope = try Self.slope(of: equations, step: step, length: length, scaling: scaling), slope < 0
      else { break }
      if excess > 0 { lower = max(lower, damping) } else { upper = min(upper, damping) }
      let next = damping - excess / slope * (length / radius)
      damping = next > lower && next <= upper ? next : max(1e-3 * upper, (lower * upper).squareRoot())
    }
    return best
  }

  private func trial<Equations: DampedEquations>(
    _ equations: Equations, _ step: Tensor<Double>, _ model: some LinearModel, _ scaling: Tensor<Double>
  ) -> TrialStep<Equations> {
    TrialStep(equations, step: step, damping: damping, radius: radius, of: model, scaling: scaling)
  }

  /// The derivative of `‖D·p(λ)‖`; `nil` where the equations are singular.
  private static func slope(
    of equations: some DampedEquations, step: Tensor<Double>, length: Double, scaling: Tensor<Double>
  ) throws -> Double? {
    let weighted = step.multiplied(by: scaling).multiplied(by: scaling)
    return try equations.solution(of: weighted).map { -weighted.inner($0) / length }
  }

  mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("radius", &radius)
    archive.exchange("damping", &damping)
    archive.exchange("isFirst", &isFirst)
  }

  mutating func accept(_ outcome: StepOutcome) {
    if isFirst { radius = min(radius, outcome.scaledLength) }
    isFirst = false
    if outcome.gainRatio <= 0.25 {
      radius = outcome.shortening * min(radius, 10 * outcome.scaledLength)
      damping /= outcome.shortening
    } else if outcome.gainRatio >= 0.75 || damping == 0 {
      radius = 2 * outcome.scaledLength
      damping /= 2
    }
  }

  mutating func reject(_ outcome: StepOutcome?) {
    guard let outcome else {
      radius /= 4
      damping *= 4
      return
    }
    // A radius beyond the step that failed would not shorten the next.
    radius = outcome.shortening * min(radius, outcome.scaledLength)
    damping /= outcome.shortening
  }
}
