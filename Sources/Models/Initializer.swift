// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// How a parameter begins.
///
/// The fan-in of a parameter is its last extent, the fan-out its first, each times the extents between.
public enum Initializer: Hashable, Sendable {
  /// All zeros.
  case zeros
  /// All equal to a number.
  case constant(Double)
  /// Uniform in a range.
  case uniform(ClosedRange<Double>)
  /// Normal with mean 0 and a standard deviation.
  case normal(standardDeviation: Double)
  /// Uniform in `±√(6 / (fan-in + fan-out))`. Glorot and Bengio, Understanding the difficulty of training deep
  /// feedforward neural networks, AISTATS 2010.
  case glorotUniform
  /// Normal with variance `2 / fan-in`, for rectified units. He et al., Delving deep into rectifiers, ICCV 2015.
  case heNormal

  /// The row-major elements for a parameter of the given shape.
  func scalars(for shape: Shape, using generator: inout RandomGenerator) -> [Double] {
    let between = shape.extents.dropFirst().dropLast().reduce(1, *)
    let fanIn = Double((shape.extents.last ?? 1) * between)
    let fanOut = Double((shape.extents.first ?? 1) * between)
    func draws(_ draw: (inout RandomGenerator) -> Double) -> [Double] {
      (0..<shape.elementCount).map { _ in draw(&generator) }
    }
    func uniform(_ lower: Double, _ upper: Double) -> [Double] {
      draws { lower + (upper - lower) * $0.uniform() }
    }
    switch self {
    case .zeros: return draws { _ in 0 }
    case .constant(let value): return draws { _ in value }
    case .uniform(let range): return uniform(range.lowerBound, range.upperBound)
    case .normal(let deviation): return draws { deviation * $0.standardNormal() }
    case .glorotUniform:
      let bound = (6 / (fanIn + fanOut)).squareRoot()
      return uniform(-bound, bound)
    case .heNormal:
      let deviation = (2 / fanIn).squareRoot()
      return draws { deviation * $0.standardNormal() }
    }
  }
}
