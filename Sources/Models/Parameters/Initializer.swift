// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// How a parameter begins.
///
/// Most depend on the parameter's fan-in and fan-out, the numbers of elements that a unit reads and is read by: `in` and
/// `out` of a matrix `[out, in]`, `in·h·w` and `out·h·w` of filters `[out, in, h, w]`, the length of a vector.
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
  /// Normal with variance `2 / (fan-in + fan-out)`. Glorot and Bengio, 2010.
  case glorotNormal
  /// Uniform in `±√(6 / fan-in)`, for rectified units. He et al., Delving deep into rectifiers, ICCV 2015.
  case heUniform
  /// Normal with variance `2 / fan-in`, for rectified units. He et al., 2015.
  case heNormal
  /// Uniform in `±√(3 / fan-in)`. LeCun et al., Efficient BackProp, 1998.
  case lecunUniform
  /// Normal with variance `1 / fan-in`. LeCun et al., 1998.
  case lecunNormal
  /// Orthonormal rows or columns, whichever are fewer, times a gain; the axes after the first count as one. Uniform
  /// among all such matrices. Saxe et al., Exact solutions to the nonlinear dynamics of learning in deep linear neural
  /// networks, ICLR 2014; Mezzadri, How to generate random matrices from the classical compact groups, 2007.
  case orthogonal(gain: Double = 1)

  /// A parameter of the given shape.
  func tensor(_ shape: Shape, using source: inout some RandomSource) -> Tensor<Double> {
    let fan = Fan(of: shape)
    switch self {
    case .zeros: return .zeros(shape)
    case .constant(let value): return Tensor(repeating: value, shape: shape)
    case .uniform(let range):
      return .uniform(shape, from: range.lowerBound, to: range.upperBound, using: &source)
    case .normal(let deviation): return deviation * .standardNormal(shape, using: &source)
    case .glorotUniform: return uniform(shape, variance: 2 / (fan.input + fan.output), using: &source)
    case .glorotNormal: return normal(shape, variance: 2 / (fan.input + fan.output), using: &source)
    case .heUniform: return uniform(shape, variance: 2 / fan.input, using: &source)
    case .heNormal: return normal(shape, variance: 2 / fan.input, using: &source)
    case .lecunUniform: return uniform(shape, variance: 1 / fan.input, using: &source)
    case .lecunNormal: return normal(shape, variance: 1 / fan.input, using: &source)
    case .orthogonal(let gain): return orthogonal(shape, gain: gain, using: &source)
    }
  }

  private func uniform(_ shape: Shape, variance: Double, using source: inout some RandomSource) -> Tensor<
    Double
  > {
    let bound = (3 * variance).squareRoot()
    return .uniform(shape, from: -bound, to: bound, using: &source)
  }

  private func normal(_ shape: Shape, variance: Double, using source: inout some RandomSource) -> Tensor<
    Double
  > {
    variance.squareRoot() * .standardNormal(shape, using: &source)
  }

  /// By Gram-Schmidt, twice, of normal vectors; their directions are uniform, and no signs have to be mended.
  private func orthogonal(_ shape: Shape, gain: Double, using source: inout some RandomSource) -> Tensor<
    Double
  > {
    let rows = shape.extents.first ?? 1
    let columns = shape.elementCount / max(1, rows)
    let (count, length) = (min(rows, columns), max(rows, columns))
    var vectors: [[Double]] = []
    for _ in 0..<count {
      var vector = (0..<length).map { _ in source.standardNormal() }
      for other in vectors + vectors {
        let share = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
        for i in vector.indices { vector[i] -= share * other[i] }
      }
      let size = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      vectors.append(vector.map { $0 / size })
    }
    let scalars = (0..<rows * columns).map { place in
      let (row, column) = (place / columns, place % columns)
      return gain * (rows <= columns ? vectors[row][column] : vectors[column][row])
    }
    return Tensor(unchecked: scalars, shape: shape)
  }
}
