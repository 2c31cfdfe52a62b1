// SPDX-License-Identifier: Apache-2.0

/// A seeded stream of random numbers that is the same on every machine and in every version.
///
/// All that is drawn is defined here down to the last bit, not by the standard library's `random(in:using:)`,
/// whose algorithm may change. `Xoshiro256` is the source to use; `RandomState` repeats NumPy's streams.
public protocol RandomSource: RandomNumberGenerator, Hashable, Sendable, Codable {
  /// A number in `0..<1`, a multiple of 2⁻⁵³.
  mutating func uniform() -> Double

  /// A number from the normal distribution of mean 0 and variance 1.
  mutating func standardNormal() -> Double

  /// A number in `0..<bound`, all equally likely. Stops unless `bound` is positive.
  mutating func integer(below bound: Int) -> Int
}

extension RandomSource {
  /// A number in `low..<high`: `low + (high - low) * u`, which rounding may take to `high`.
  @inlinable
  public mutating func uniform(from low: Double, to high: Double) -> Double { low + (high - low) * uniform() }

  /// Puts the elements in random order, all orders equally likely: the last place is filled first (Durstenfeld
  /// 1964, "Algorithm 235", CACM 7). O(count).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in elements.indices.dropFirst().reversed() { elements.swapAt(last, integer(below: last + 1)) }
  }

  /// The numbers `0..<count` in random order. O(count). Stops when `count` is negative.
  public mutating func permutation(of count: Int) -> [Int] {
    guard count >= 0 else { fatalError("permutation(of:): \(count) is negative") }
    var numbers = Array(0..<count)
    shuffle(&numbers)
    return numbers
  }

  /// `count` numbers out of `0..<population`, in random order; none comes twice unless `replacing`.
  ///
  /// O(population), or O(count) when `replacing`.
  ///
  /// - Throws: `SamplingError` when the population is too small.
  public mutating func choice(_ population: Int, count: Int, replacing: Bool = false) throws(SamplingError)
    -> [Int]
  {
    guard count <= population || (replacing && population > 0), count >= 0 else {
      throw SamplingError(population: population, count: count)
    }
    guard replacing else { return Array(permutation(of: population).prefix(count)) }
    return (0..<count).map { _ in integer(below: population) }
  }

  /// Two numbers from the normal distribution by Marsaglia's polar method (Marsaglia and Bray 1964, SIAM
  /// Review 6): a point in the unit disc, other than the centre, is moved outwards.
  ///
  /// - Parameter log: The natural logarithm of a number in `0..<1`.
  mutating func polarNormals(log: (Double) -> Double) -> (Double, Double) {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      guard square < 1, square > 0 else { continue }
      let scale = (-2 * log(square) / square).squareRoot()
      return (scale * x, scale * y)
    }
  }
}
