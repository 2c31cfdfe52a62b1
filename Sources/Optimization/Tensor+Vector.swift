// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// The few operations that methods are made of. Loops run over local arrays: reading `scalars` of another module's
// tensor anew for each element costs more than the arithmetic.
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

  /// This vector times a number.
  func scaled(by factor: Double) -> Tensor {
    var product = self
    product.withMutableScalars { x in
      for i in x.indices { x[i] *= factor }
    }
    return product
  }

  /// The Euclidean norms of the columns of a matrix, with no overflow or underflow on the way.
  var columnNorms: Tensor {
    let n = shape[1]
    let elements = scalars
    var scales = [Double](repeating: 0, count: n)
    var sums = scales
    // Row by row, as the elements lie in memory.
    for row in stride(from: 0, to: elements.count, by: n) {
      for j in 0..<n where !(elements[row + j].magnitude <= scales[j]) {
        scales[j] = elements[row + j].magnitude
      }
    }
    for row in stride(from: 0, to: elements.count, by: n) {
      for j in 0..<n where scales[j] > 0 {
        let ratio = elements[row + j] / scales[j]
        sums[j] += ratio * ratio
      }
    }
    return Tensor((0..<n).map { scales[$0] * sums[$0].squareRoot() })
  }
}
