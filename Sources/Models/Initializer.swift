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

  /// A parameter of the given shape.
  func tensor(_ shape: Shape, using source: inout some RandomSource) -> Tensor<Double> {
    let between = shape.extents.dropFirst().dropLast().reduce(1, *)
    let fanIn = Double((shape.extents.last ?? 1) * between)
    let fanOut = Double((shape.extents.first ?? 1) * between)
    switch self {
    case .zeros: return .zeros(shape)
    case .constant(let value): return Tensor(repeating: value, shape: shape)
    case .uniform(let range):
      return .uniform(shape, from: range.lowerBound, to: range.upperBound, using: &source)
    case .normal(let deviation): return deviation * .standardNormal(shape, using: &source)
    case .glorotUniform:
      let bound = (6 / (fanIn + fanOut)).squareRoot()
      return .uniform(shape, from: -bound, to: bound, using: &source)
    case .heNormal: return (2 / fanIn).squareRoot() * .standardNormal(shape, using: &source)
    }
  }
}
