// SPDX-License-Identifier: Apache-2.0
public import Tensors

extension Tensor {
  /// The largest magnitude among the differences of the elements: infinite for different shapes, 0 where both are NaN
  /// or the same infinity.
  public func distance(to other: Tensor) -> Scalar {
    guard shape == other.shape else { return .infinity }
    return zip(scalars, other.scalars).reduce(0) { largest, pair in
      if pair.0 == pair.1 || pair.0.isNaN && pair.1.isNaN { return largest }
      let difference = (pair.0 - pair.1).magnitude
      // A NaN on one side only must not get lost in a comparison.
      return difference.isNaN ? .infinity : Swift.max(largest, difference)
    }
  }

  /// The largest magnitude of the finite elements.
  public var largestMagnitude: Scalar {
    scalars.reduce(0) { $1.isFinite ? Swift.max($0, $1.magnitude) : $0 }
  }

  /// Whether the elements equal another tensor's to a tolerance relative to the greater of 1 and its largest element.
  public func isClose(to other: Tensor, _ tolerance: Scalar = 1e-13) -> Bool {
    distance(to: other) <= tolerance * Swift.max(1, other.largestMagnitude)
  }
}
