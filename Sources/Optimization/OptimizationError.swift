// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A mistake in how a method was called, found before the first iteration or at an evaluation.
public enum OptimizationError: Error, Hashable {
  /// The option of a method, as its initialiser labels it, is outside the accepted range.
  case option(String, value: String, accepted: String)
  /// The start is not a vector of `expected` parameters.
  case startShape(Shape, expected: Int)
  /// What a function returned, as its protocol names it, has another shape than it should.
  case resultShape(of: String, Shape, expected: Shape)
}

extension OptimizationError: CustomStringConvertible {
  /// One line that names the value at fault and what is accepted.
  public var description: String {
    switch self {
    case .option(let name, let value, let accepted):
      "\(name) is \(value); accepted: \(accepted)"
    case .startShape(let shape, let expected):
      "start has shape \(shape); the function takes \(expected) parameters, shape [\(expected)]"
    case .resultShape(let name, let shape, let expected):
      "the function returned \(name) of shape \(shape); expected \(expected)"
    }
  }
}
