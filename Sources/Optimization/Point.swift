// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// An objective's value and gradient at some parameters.
struct Point {
  var parameters: Tensor<Double>
  var value: Double
  var gradient: Tensor<Double>
  /// The value that the run started from, which says what a value near 0 is compared with.
  var startValue: Double

  /// The point of the given numbers, where a run starts unless it is told of an earlier value.
  init(
    parameters: Tensor<Double>, value: Double, gradient: Tensor<Double>, startValue: Double? = nil
  ) {
    self.parameters = parameters
    self.value = value
    self.gradient = gradient
    self.startValue = startValue ?? value
  }

  /// Whether a method can go on from here.
  var isFinite: Bool { value.isFinite && gradient.hasFiniteElements }

  /// The change of *f* that counts as none: `tolerance · max(|f|, 10⁻⁶ · |f₀|)`. It scales with *f*, so that a
  /// function in small units is no flatter than another.
  func negligibleChange(within tolerance: Double) -> Double {
    tolerance * max(value.magnitude, 1e-6 * startValue.magnitude)
  }

  /// Whether `maxᵢ |gᵢ| · max(|θᵢ|, 1)` is negligible: near the minimum a change of every parameter by a given fraction
  /// changes *f* by less than that. False when a number is NaN.
  func isStationary(within tolerance: Double) -> Bool {
    let bound = negligibleChange(within: tolerance)
    let (g, x) = (gradient.scalars.span, parameters.scalars.span)
    for i in g.indices where !(g[i].magnitude * max(x[i].magnitude, 1) <= bound) { return false }
    return true
  }

  /// Becomes a copy of another point of as many parameters, in its own memory.
  mutating func copy(_ other: Point) {
    parameters.copy(other.parameters)
    gradient.copy(other.gradient)
    value = other.value
    startValue = other.startValue
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
