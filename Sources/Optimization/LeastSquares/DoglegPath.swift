// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A bound Δ on `‖D·p‖` met by the path of two legs: down the gradient to the model's minimum on it, then to the
/// Gauss-Newton step.
///
/// Powell 1970; Nocedal and Wright, *Numerical Optimization*, 2nd edition, section 4.1. One factorisation for all
/// radii of a point; the Gauss-Newton step is damped by rounding alone where the Jacobian is rank-deficient.
struct DoglegPath: StepControl {
  private var radius = 0.0

  var isExhausted: Bool { !(radius >= .leastNormalMagnitude) }

  mutating func start(_ model: some LinearModel, scaling: Tensor<Double>, bound: Double) {
    radius = min(bound, .greatestFiniteMagnitude)
  }

  mutating func step<Model: LinearModel>(
    of model: Model, scaling: Tensor<Double>, into trial: inout TrialStep<Model.Damped>
  ) throws -> Bool {
    trial = try step(of: model, scaling: scaling)
    return true
  }

  mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("radius", &radius)
  }

  private func step<Model: LinearModel>(
    of model: Model, scaling: Tensor<Double>
  ) throws -> TrialStep<Model.Damped> {
    let downhill = Tensor(zip(model.gradient.scalars, scaling.scalars).map { -$0 / ($1 * $1) })
    let scaledSlope = downhill.norm(times: scaling)
    let bend = try model.squaredChange(along: downhill)
    let best = bend > 0 ? scaledSlope * scaledSlope / bend : .infinity
    let newton = try gaussNewton(model, scaling)
    if let newton, newton.norm(times: scaling) <= radius {
      return try TrialStep(newton, radius: radius, of: model, scaling: scaling)
    }
    guard let newton, best * scaledSlope < radius else {
      return try TrialStep(
        downhill.scaled(by: min(best, radius / scaledSlope)), radius: radius, of: model, scaling: scaling)
    }
    // Where ‖D(c + t(n - c))‖ = Δ, from the Cauchy point c to the Gauss-Newton step n.
    var path = downhill.scaled(by: best)
    var leg = newton
    leg.add(path, times: -1)
    let (start, change) = (path.multiplied(by: scaling), leg.multiplied(by: scaling))
    let (a, b) = (change.inner(change), start.inner(change))
    let c = start.inner(start) - radius * radius
    let root = max(b * b - a * c, 0).squareRoot()
    path.add(leg, times: b > 0 ? -c / (b + root) : (root - b) / a)
    return try TrialStep(path, radius: radius, of: model, scaling: scaling)
  }

  private func gaussNewton(_ model: some LinearModel, _ scaling: Tensor<Double>) throws -> Tensor<Double>? {
    for damping in [0, 1e-14, 1e-10] {
      if let step = try model.equations(damping: damping, scaling: scaling)?.step(), step.isFinite {
        return step
      }
    }
    return nil
  }

  mutating func accept(_ outcome: StepOutcome) {
    if outcome.gainRatio <= 0.25 {
      radius = outcome.shortening * min(radius, outcome.scaledLength)
    } else if outcome.gainRatio >= 0.75 {
      radius = max(radius, 3 * outcome.scaledLength)
    }
  }

  mutating func reject(_ outcome: StepOutcome?) {
    radius = (outcome?.shortening ?? 0.25) * min(radius, outcome?.scaledLength ?? radius)
  }
}
