// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
public import Tensors

// The classic small data sets. Classes are scalar targets, 0 and up; with `RandomState` for a source, moons, circles and
// blobs are those of scikit-learn, but for the order of the rows, which are not shuffled here.

extension Dataset {
  /// Two half circles that reach into each other, classes 0 and 1; inputs `[count, 2]`.
  ///
  /// - Parameter noise: The standard deviation of what is added to each coordinate.
  public static func moons(
    _ count: Int, noise: Double = 0, using source: inout some RandomSource
  ) -> Dataset {
    let (outer, inner) = (count / 2, count - count / 2)
    let points =
      evenly(outer, over: .pi, closed: true).map { (cos($0), sin($0)) }
      + evenly(inner, over: .pi, closed: true).map { (1 - cos($0), 0.5 - sin($0)) }
    return classes([outer, inner], points, noise: noise, using: &source)
  }

  /// A circle, class 0, around a smaller one, class 1; inputs `[count, 2]`.
  ///
  /// - Parameters:
  ///   - factor: The radius of the smaller circle; that of the larger is 1.
  ///   - noise: The standard deviation of what is added to each coordinate.
  public static func circles(
    _ count: Int, factor: Double = 0.8, noise: Double = 0, using source: inout some RandomSource
  ) -> Dataset {
    let (outer, inner) = (count / 2, count - count / 2)
    let points =
      evenly(outer, over: 2 * .pi, closed: false).map { (cos($0), sin($0)) }
      + evenly(inner, over: 2 * .pi, closed: false).map { (factor * cos($0), factor * sin($0)) }
    return classes([outer, inner], points, noise: noise, using: &source)
  }

  /// Normal clouds around centres in the plane, a class each; inputs `[count, 2]`.
  ///
  /// - Parameters:
  ///   - centres: Where the clouds lie.
  ///   - deviation: The standard deviation of each coordinate.
  public static func blobs(
    _ count: Int, around centres: [(x: Double, y: Double)], deviation: Double = 1,
    using source: inout some RandomSource
  ) -> Dataset {
    let sizes = centres.indices.map { count / centres.count + ($0 < count % centres.count ? 1 : 0) }
    let points = zip(centres, sizes).flatMap { centre, size in
      Array(repeating: (centre.x, centre.y), count: size)
    }
    return classes(sizes, points, noise: deviation, using: &source)
  }

  /// Points of the square `-1...1`, in class 1 where the signs of their coordinates differ; inputs `[count, 2]`.
  public static func xor(_ count: Int, using source: inout some RandomSource) -> Dataset {
    let inputs = Tensor<Double>.uniform([count, 2], from: -1, to: 1, using: &source)
    let targets = (0..<count).map { inputs.scalars[2 * $0] * inputs.scalars[2 * $0 + 1] < 0 ? 1.0 : 0 }
    return Dataset(inputs, Tensor(targets))
  }

  /// A period of the sine at equal distances from 0 to 2π; inputs and targets `[count, 1]`.
  ///
  /// - Parameter noise: The standard deviation of what is added to the targets.
  public static func sine(
    _ count: Int, noise: Double = 0, using source: inout some RandomSource
  ) -> Dataset {
    let x = evenly(count, over: 2 * .pi, closed: true)
    return curve(x, x.map { sin($0) + noise * source.standardNormal() })
  }

  /// `y = 9x³ + 5x² + 1000·N(0, 1)` at -10, -9.5, ..., 99.5, inputs and targets divided by their largest values; `[220, 1]`
  /// each.
  public static func cubic(using source: inout some RandomSource) -> Dataset {
    let x = (0..<220).map { -10 + 0.5 * Double($0) }
    let y = x.map { 9 * $0 * $0 * $0 + 5 * $0 * $0 + 1000 * source.standardNormal() }
    let (largestX, largestY) = (x.reduce(-.infinity, max), y.reduce(-.infinity, max))
    return curve(x.map { $0 / largestX }, y.map { $0 / largestY })
  }

  // MARK: Building

  /// `count` numbers at equal distances from 0 to `end`, which is the last one if the range is closed.
  private static func evenly(_ count: Int, over end: Double, closed: Bool) -> [Double] {
    let step = end / Double(max(1, closed ? count - 1 : count))
    return (0..<count).map { Double($0) * step }
  }

  private static func curve(_ x: [Double], _ y: [Double]) -> Dataset {
    Dataset(Tensor(unchecked: x, shape: [x.count, 1]), Tensor(unchecked: y, shape: [y.count, 1]))
  }

  /// Points with noise, whose classes follow each other.
  private static func classes(
    _ sizes: [Int], _ points: [(Double, Double)], noise: Double, using source: inout some RandomSource
  ) -> Dataset {
    let scalars = points.flatMap { [$0.0, $0.1] }
      .map { noise == 0 ? $0 : $0 + noise * source.standardNormal() }
    let labels = sizes.enumerated().flatMap { Array(repeating: Double($0.offset), count: $0.element) }
    return Dataset(Tensor(unchecked: scalars, shape: [points.count, 2]), Tensor(labels))
  }
}
