// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The damping λ, driven by how well the model predicted the last step.
///
/// Madsen, Nielsen and Tingleff, *Methods for Non-Linear Least Squares Problems*, 2nd edition, 2004,
/// equation 3.16: λ falls smoothly, by at most 3, after a good step, and rises faster and faster while steps
/// are rejected.
struct NielsenDamping: StepControl {
  /// The first λ, relative to the largest diagonal element of `D⁻¹JᵀJD⁻¹`.
  let initial: Double
  private var value = 0.0
  private var growth = 2.0

  init(initial: Double) { self.initial = initial }

  var isExhausted: Bool { !value.isFinite }

  mutating func start(_ model: some LinearModel, scaling: Tensor<Double>, bound: Double) throws {
    value = initial * Self.largestDiagonal(model, scaling)
    while value.isFinite, let equations = try model.equations(damping: value, scaling: scaling),
      try equations.step().multiplied(by: scaling).norm > bound
    {
      value *= 4
    }
  }

  mutating func step(of model: some LinearModel, scaling: Tensor<Double>) throws -> TrialStep? {
    // Below this λ would be lost in rounding.
    value = max(value, .ulpOfOne * Self.largestDiagonal(model, scaling))
    guard let equations = try model.equations(damping: value, scaling: scaling) else { return nil }
    return TrialStep(equations, step: try equations.step(), damping: value, of: model, scaling: scaling)
  }

  mutating func accept(_ outcome: StepOutcome) {
    let miss = 2 * outcome.gainRatio - 1
    value *= max(1.0 / 3, 1 - miss * miss * miss)
    growth = 2
  }

  mutating func reject(_ outcome: StepOutcome?) {
    value *= growth
    growth *= 2
  }

  /// The largest diagonal element of `D⁻¹JᵀJD⁻¹`, or 1 where `J` is 0 or its columns are not known.
  private static func largestDiagonal(_ model: some LinearModel, _ scaling: Tensor<Double>) -> Double {
    let ratios = zip(model.columnNorms.scalars, scaling.scalars).map { ($0 / $1) * ($0 / $1) }
    return ratios.max().flatMap { $0 > 0 ? $0 : nil } ?? 1
  }
}
