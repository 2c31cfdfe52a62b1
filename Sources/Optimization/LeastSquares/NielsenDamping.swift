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
      try equations.step().norm(times: scaling) > bound
    {
      value *= 4
    }
  }

  mutating func step<Model: LinearModel>(
    of model: Model, scaling: Tensor<Double>, into trial: inout TrialStep<Model.Damped>
  ) throws -> Bool {
    // Below this λ would be lost in rounding.
    value = max(value, .ulpOfOne * Self.largestDiagonal(model, scaling))
    guard let equations = try model.equations(damping: value, scaling: scaling) else { return false }
    try trial.take(equations, damping: value, of: model, scaling: scaling)
    return true
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

  mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("value", &value)
    archive.exchange("growth", &growth)
  }

  /// The largest diagonal element of `D⁻¹JᵀJD⁻¹`, or 1 where `J` is 0 or its columns are not known.
  private static func largestDiagonal(_ model: some LinearModel, _ scaling: Tensor<Double>) -> Double {
    let (columnNorms, norms) = (model.columnNorms, scaling)
    let (sizes, scales) = (columnNorms.scalars.span, norms.scalars.span)
    var largest = 0.0
    for i in sizes.indices {
      let ratio = sizes[i] / scales[i]
      largest = max(largest, ratio * ratio)
    }
    return largest > 0 ? largest : 1
  }
}
