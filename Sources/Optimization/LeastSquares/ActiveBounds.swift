// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The bounds of a run, and which parameters they hold at the point where it stands.
///
/// A parameter is held where it is at a bound and the sum of squares falls only across it; the step is solved for the
/// others and projected (Kanzow, Yamashita and Fukushima 2004, J. Comput. Appl. Math. 172).
struct ActiveBounds {
  private let bounds: Bounds
  private var active: [Bool] = []

  init(_ bounds: Bounds) { self.bounds = bounds }

  /// Finds which parameters are held at a point, and returns them.
  mutating func update(at parameters: Tensor<Double>, gradient: Tensor<Double>) -> [Bool] {
    let (x, g) = (parameters.scalars, gradient.scalars)
    active = x.indices.map { i in
      let (lower, upper) = bounds[i]
      return lower == upper || (x[i] <= lower && g[i] >= 0) || (x[i] >= upper && g[i] <= 0)
    }
    return active
  }

  /// Moves parameters onto the bounds that they are beyond.
  func clamp(_ parameters: inout Tensor<Double>) { bounds.clamp(&parameters) }

  /// The elements that belong to parameters that are not held.
  func free(_ vector: Tensor<Double>) -> Tensor<Double> { vector.zeroed(where: active) }

  /// Shortens the components of a step that cross a bound, and asks the model again what the step promises.
  func project(
    _ trial: inout TrialStep<some DampedEquations>, from parameters: Tensor<Double>, model: some LinearModel,
    scaling: Tensor<Double>
  ) throws {
    var target = parameters
    target.add(trial.step, times: 1)
    let free = target
    bounds.clamp(&target)
    guard target != free else { return }
    target.add(parameters, times: -1)
    trial.step = target
    trial.scaledLength = target.norm(times: scaling)
    trial.predicted = try -2 * target.inner(model.gradient) - model.squaredChange(along: target)
    // The equations' solution knows no bounds.
    trial.equations = nil
  }
}
