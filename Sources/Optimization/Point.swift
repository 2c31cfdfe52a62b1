// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// An objective's value and gradient at some parameters.
struct Point {
  var parameters: Tensor<Double>
  var value: Double
  var gradient: Tensor<Double>

  /// Whether a method can go on from here.
  var isFinite: Bool { value.isFinite && gradient.hasFiniteElements }

  /// `maxᵢ |gᵢ| · max(|θᵢ|, 1) ≤ tolerance · max(|f|, 1)`: near the minimum a change of every parameter by a
  /// given fraction changes *f* by less than that tolerance. False when a number is NaN.
  func isStationary(within tolerance: Double) -> Bool {
    let bound = tolerance * max(value.magnitude, 1)
    let (g, x) = (gradient.scalars.span, parameters.scalars.span)
    for i in g.indices where !(g[i].magnitude * max(x[i].magnitude, 1) <= bound) { return false }
    return true
  }

  /// Becomes a copy of another point of as many parameters, in its own memory.
  mutating func copy(_ other: Point) {
    parameters.copy(other.parameters)
    gradient.copy(other.gradient)
    value = other.value
  }

  /// Takes the value and the gradient at its parameters from an objective.
  mutating func evaluate(_ objective: Evaluation) throws {
    // The parameters' storage is shared for the call, as both are parts of this point.
    let parameters = parameters
    value = try gradient.withMutableScalars { try objective(parameters.scalars.span, &$0) }
  }
}

/// An objective's value, and its gradient written into memory of the caller.
typealias Evaluation = (_ parameters: Span<Double>, _ gradient: inout MutableSpan<Double>) throws -> Double
