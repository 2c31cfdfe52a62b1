// SPDX-License-Identifier: Apache-2.0

internal import Tensors

/// Random shapes, indices and tensors for properties that must hold of all; the seed goes into failure texts.
struct Arbitrary {
  var random: Xoshiro256

  init(seed: Int) { random = Xoshiro256(seed: UInt64(seed)) }

  /// A shape of up to four axes; an extent of 0 is rare.
  mutating func shape(rank: Int? = nil) -> Shape {
    let rank = rank ?? random.integer(below: 5)
    return Shape((0..<rank).map { _ in random.integer(below: 20) == 0 ? 0 : 1 + random.integer(below: 5) })
  }

  /// A shape that broadcasts to `shape`.
  mutating func shape(broadcastingTo shape: Shape) -> Shape {
    let extents = shape.extents.dropFirst(random.integer(below: shape.rank + 1))
    return Shape(extents.map { random.integer(below: 3) == 0 ? 1 : $0 })
  }

  mutating func tensor<S: Real>(_ shape: Shape, of type: S.Type = Double.self) -> Tensor<S> {
    Tensor<S>.standardNormal(shape, using: &random)
  }

  /// An index along an axis of the given extent, with the positions it stands for.
  mutating func index(extent: Int) -> (any AxisIndex, positions: [Int], dropsAxis: Bool) {
    let lower = random.integer(below: extent + 1)
    let upper = lower + random.integer(below: extent - lower + 1)
    // A negative bound counts from the end.
    func signed(_ bound: Int, _ negative: Bool) -> Int { negative ? bound - extent : bound }
    let negative = random.integer(below: 2) == 0
    switch random.integer(below: 6) {
    case 0 where extent > lower: return (signed(lower, negative), [lower], true)
    case 1: return (lower..<upper, Array(lower..<upper), false)
    case 2 where extent > upper:
      return (signed(lower, negative)...signed(upper, negative), Array(lower...upper), false)
    case 3 where extent > lower: return (signed(lower, negative)..., Array(lower..<extent), false)
    case 4 where extent > lower: return (..<signed(lower, negative), Array(0..<lower), false)
    case 5 where extent > lower: return (...signed(lower, negative), Array(0...lower), false)
    default: return (0..., Array(0..<extent), false)
    }
  }
}

/// All indices into `shape`, in row-major order.
func indices(of shape: Shape) -> [[Int]] {
  shape.extents.reduce([[]]) { indices, extent in
    indices.flatMap { index in (0..<extent).map { index + [$0] } }
  }
}

extension Tensor {
  /// The tensor whose element at each index `element` gives: the plainest oracle.
  init(shape: Shape, element: ([Int]) -> Scalar) throws {
    try self.init(shape: shape, scalars: indices(of: shape).map(element))
  }

  /// The element at a full index.
  func element(_ index: [Int]) -> Scalar { scalars[zip(index, shape.strides).reduce(0) { $0 + $1.0 * $1.1 }] }

  /// The element that broadcasting puts at an index of a larger shape.
  func broadcastElement(_ index: [Int]) -> Scalar {
    element(zip(index.suffix(rank), shape.extents).map { $1 == 1 ? 0 : $0 })
  }
}
