// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// The few operations that methods are made of. Loops run over local arrays: reading `scalars` of another module's
// tensor anew for each element costs more than the arithmetic.
extension Tensor<Double> {
  /// Whether every element is finite.
  var hasFiniteElements: Bool {
    let x = scalars.span
    for i in x.indices where !x[i].isFinite { return false }
    return true
  }

  /// The largest magnitude of the elements; NaN when one is NaN, 0 when there is none.
  var infinityNorm: Double {
    var largest = 0.0
    let x = scalars.span
    for i in x.indices {
      // A NaN fails the comparison and is kept from then on.
      if !(x[i].magnitude <= largest) { largest = x[i].magnitude }
      if largest.isNaN { break }
    }
    return largest
  }

  /// The Euclidean norm, with no overflow or underflow on the way.
  var norm: Double {
    let x = scalars.span
    return scaledNorm(count: x.count) { x[$0] }
  }

  /// The Euclidean norm of the difference to a vector of the same length.
  func distance(to other: Tensor) -> Double {
    let (x, y) = (scalars.span, other.scalars.span)
    return scaledNorm(count: x.count) { x[$0] - y[$0] }
  }

  /// The Euclidean norm of the elementwise product with a vector of the same length.
  func norm(times other: Tensor) -> Double {
    let (x, y) = (scalars.span, other.scalars.span)
    return scaledNorm(count: x.count) { x[$0] * y[$0] }
  }

  /// The inner product with a vector of the same length.
  func inner(_ other: Tensor) -> Double {
    var sum = 0.0
    let (x, y) = (scalars.span, other.scalars.span)
    for i in x.indices { sum += x[i] * y[i] }
    return sum
  }

  /// Takes the elements of a vector of the same length.
  mutating func copy(_ other: Tensor) {
    let source = other.scalars.span
    withMutableScalars { x in
      for i in x.indices { x[i] = source[i] }
    }
  }

  /// Becomes `first + factor * second`, vectors of the same length.
  mutating func set(_ first: Tensor, plus second: Tensor, times factor: Double) {
    let (a, b) = (first.scalars.span, second.scalars.span)
    withMutableScalars { x in
      for i in x.indices { x[i] = a[i] + factor * b[i] }
    }
  }

  /// Multiplies every element by a number.
  mutating func scale(by factor: Double) {
    withMutableScalars { x in
      for i in x.indices { x[i] *= factor }
    }
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

  /// Raises each element to the magnitude of that of a vector of the same length, where that is larger.
  mutating func raise(to other: Tensor) {
    let source = other.scalars.span
    withMutableScalars { x in
      for i in x.indices { x[i] = max(x[i], source[i].magnitude) }
    }
  }

  /// This vector times a number.
  func scaled(by factor: Double) -> Tensor {
    var product = self
    product.scale(by: factor)
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

/// The Euclidean norm of `count` numbers, with no overflow or underflow on the way; NaN when one is NaN.
@inline(__always)
func scaledNorm(count: Int, _ element: (Int) -> Double) -> Double {
  var sum = 0.0
  for i in 0..<count { sum += element(i) * element(i) }
  // Squares outside this range have lost digits, or are NaN.
  if sum >= 1e-280 && sum <= 1e280 { return sum.squareRoot() }
  var scale = 0.0
  for i in 0..<count where !(element(i).magnitude <= scale) {
    scale = element(i).magnitude
    if scale.isNaN { break }
  }
  guard scale > 0, scale.isFinite else { return scale }
  sum = 0
  for i in 0..<count { sum += (element(i) / scale) * (element(i) / scale) }
  return scale * sum.squareRoot()
}
