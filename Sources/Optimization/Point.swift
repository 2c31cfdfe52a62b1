// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// An objective's value and gradient at some parameters.
struct Point {
  var parameters: Tensor<Double>
  var value: Double
  var gradient: Tensor<Double>

  /// Whether a method can go on from here.
  var isFinite: Bool { value.isFinite && gradient.isFinite }

  /// `maxᵢ |gᵢ| · max(|θᵢ|, 1) ≤ tolerance · max(|f|, 1)`: near the minimum a change of every parameter by a
  /// given fraction changes *f* by less than that tolerance. False when a number is NaN.
  func isStationary(within tolerance: Double) -> Bool {
    let bound = tolerance * max(value.magnitude, 1)
    return zip(gradient.scalars, parameters.scalars).allSatisfy { g, x in
      g.magnitude * max(x.magnitude, 1) <= bound
    }
  }
}
