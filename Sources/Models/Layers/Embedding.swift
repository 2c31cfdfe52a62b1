// SPDX-License-Identifier: Apache-2.0
public import Autodiff
internal import Tensors

/// A learned vector for each of a number of things: rows of the parameter `weight`, `[count, length]`.
///
/// The input holds the things' numbers, in `0..<count`; another number gives NaN. Its shape is followed by the length of
/// a vector.
public struct Embedding: Layer {
  /// The number of things.
  public let count: Int
  /// The length of a vector.
  public let length: Int
  /// How the vectors begin.
  public let weight: Initializer

  /// Vectors of a length for a number of things.
  public init(_ count: Int, length: Int, weight: Initializer = .normal(standardDeviation: 1)) {
    self.count = count
    self.length = length
    self.weight = weight
  }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    guard count > 0, length > 0 else {
      return parameters.refuse(x, "\(count) vectors of length \(length) are none")
    }
    return gather(parameters("weight", [count, length], weight), at: x)
  }
}
