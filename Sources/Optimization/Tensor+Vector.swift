// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// The few operations on parameter vectors that methods are made of, in place and without temporaries.
extension Tensor<Double> {
  /// The largest magnitude of the elements; NaN when one is NaN, 0 when there is none.
  var infinityNorm: Double {
    var largest = 0.0
    for x in scalars {
      // A NaN fails the comparison and is kept from then on.
      if !(x.magnitude <= largest) { largest = x.magnitude }
      if largest.isNaN { break }
    }
    return largest
  }

  /// The Euclidean norm, with no overflow or underflow on the way.
  var norm: Double {
    let scale = infinityNorm
    guard scale > 0, scale.isFinite else { return scale }
    var sum = 0.0
    for x in scalars { sum += (x / scale) * (x / scale) }
    return scale * sum.squareRoot()
  }

  /// The inner product with a vector of the same length.
  func inner(_ other: Tensor) -> Double {
    var sum = 0.0
    for (x, y) in zip(scalars, other.scalars) { sum += x * y }
    return sum
  }

  /// The Euclidean norm of the difference to a vector of the same length.
  func distance(to other: Tensor) -> Double {
    var difference = self
    difference.add(other, times: -1)
    return difference.norm
  }

  /// Adds `factor * other`.
  mutating func add(_ other: Tensor, times factor: Double) {
    let addend = other.scalars.span
    withMutableScalars { x in
      for i in x.indices { x[i] += factor * addend[i] }
    }
  }

  /// The elementwise product with a vector of the same length.
  func multiplied(by other: Tensor) -> Tensor {
    Tensor(zip(scalars, other.scalars).map { $0 * $1 })
  }

  /// The larger element of this and a vector of the same length.
  func elementwiseMaximum(with other: Tensor) -> Tensor {
    Tensor(zip(scalars, other.scalars).map { max($0, $1) })
  }

  /// The Euclidean norms of the columns of a matrix, with no overflow or underflow on the way.
  var columnNorms: Tensor {
    let n = shape[1]
    return Tensor((0..<n).map { j in Tensor(stride(from: j, to: count, by: n).map { scalars[$0] }).norm })
  }
}
