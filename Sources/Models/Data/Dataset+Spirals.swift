// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import Tensors

extension Dataset {
  /// Two spirals of `count` points each, classes 0 and 1; inputs `[2·count, 2]`.
  ///
  /// Class 0 is `(r sin t, r cos t)` with `r = radius·i/count` and `t = 2π·turns·i/count` for `i` in `0..<count`; class 1 is
  /// turned by π. Both begin in the origin, which so has both classes.
  public static func spirals(_ count: Int = 250, turns: Double = 1.75, radius: Double = 5) -> Dataset {
    let points = [0, Double.pi].flatMap { turn in
      (0..<count).flatMap { i in
        // The order of these operations decides the last bits; it is that of the published experiment.
        let length = radius * (Double(i) / Double(count))
        let angle = turns * Double(i) / Double(count) * 2 * .pi + turn
        return [length * sin(angle), length * cos(angle)]
      }
    }
    return spirals(points, count)
  }

  /// The two spirals of the CMU benchmark collection, 97 points each of radius 6.5 down to 0.5, classes 0 and 1; inputs
  /// `[194, 2]`.
  ///
  /// Wieland's data, first learned by Lang and Witbrock, Learning to tell two spirals apart, 1988.
  public static func benchmarkSpirals() -> Dataset {
    let points = [1.0, -1].flatMap { side in
      (0...96).flatMap { i in
        let (angle, radius) = (Double(i) * .pi / 16, 6.5 * Double(104 - i) / 104)
        return [side * radius * sin(angle), side * radius * cos(angle)]
      }
    }
    return spirals(points, 97)
  }

  private static func spirals(_ points: [Double], _ count: Int) -> Dataset {
    let classes = (0..<2 * count).map { $0 < count ? 0.0 : 1 }
    return Dataset(Tensor(unchecked: points, shape: [2 * count, 2]), Tensor(classes))
  }

  /// Points of a surface at random places of a square, without noise; inputs `[count, 2]`, targets `[count, 1]`.
  ///
  /// - Parameters:
  ///   - range: The range of both coordinates.
  ///   - height: The surface, such as ``rosenbrock(_:_:)``.
  public static func surface(
    _ count: Int, over range: ClosedRange<Double>, using source: inout some RandomSource,
    _ height: (_ x: Double, _ y: Double) -> Double
  ) -> Dataset {
    let inputs = Tensor<Double>.uniform(
      [count, 2], from: range.lowerBound, to: range.upperBound, using: &source)
    let heights = (0..<count).map { height(inputs.scalars[2 * $0], inputs.scalars[2 * $0 + 1]) }
    return Dataset(inputs, Tensor(unchecked: heights, shape: [count, 1]))
  }

  /// Rosenbrock's valley, `(1 - x)² + 100(y - x²)²`, a surface for ``surface(_:over:using:_:)``.
  public static func rosenbrock(_ x: Double, _ y: Double) -> Double {
    (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
  }

  /// Himmelblau's surface of four minima, `(x² + y - 11)² + (x + y² - 7)²`.
  public static func himmelblau(_ x: Double, _ y: Double) -> Double {
    let (a, b) = (x * x + y - 11, x + y * y - 7)
    return a * a + b * b
  }
}
