// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A seeded stream of numbers (SplitMix64; Steele, Lea and Flood 2014), apart from the library's own generator, so
/// that neither tests the other.
public struct Draws: RandomNumberGenerator {
  private var state: UInt64

  /// The stream of a seed.
  public init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in 0..<1.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of the domain.
  public mutating func number(in domain: ClosedRange<Double> = -1...1) -> Double {
    domain.lowerBound + unit() * (domain.upperBound - domain.lowerBound)
  }

  /// A whole number in `0..<bound`.
  public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// A tensor of numbers of the domain.
  public mutating func tensor(_ shape: Shape, in domain: ClosedRange<Double> = -1...1) -> Tensor<Double> {
    var tensor = Tensor<Double>.zeros(shape)
    tensor.withMutableScalars { for i in $0.indices { $0[i] = number(in: domain) } }
    return tensor
  }

  /// Tensors whose elements, all together, keep a distance from each other and from the middle of the domain: points
  /// at which functions with kinks (`abs`, `max` ...) are smooth.
  public mutating func spread(
    _ shapes: [Shape], in domains: [ClosedRange<Double>]
  ) -> [Tensor<Double>] {
    let count = shapes.reduce(0) { $0 + $1.elementCount }
    // An even number of strata has a border, not a stratum, in the middle.
    let strata = count + count % 2
    var order = Array(0..<strata)
    for i in order.indices.dropFirst() { order.swapAt(i, below(i + 1)) }
    return zip(shapes, domains).map { shape, domain in
      let width = (domain.upperBound - domain.lowerBound) / Double(strata)
      var tensor = Tensor<Double>.zeros(shape)
      tensor.withMutableScalars {
        for i in $0.indices {
          $0[i] = domain.lowerBound + width * (Double(order.removeLast()) + 0.25 + 0.5 * unit())
        }
      }
      return tensor
    }
  }
}
