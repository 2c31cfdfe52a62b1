// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Why a derivation cannot be made or compared.
public enum DerivationError: Error, Hashable, CustomStringConvertible {
  /// There is no input of this name.
  case unknownInput(String, known: [String])
  /// The program has several outputs, or none.
  case outputs(Int)
  /// A formula cannot be read; with the name that it was given for and the reason.
  case formula(String, reason: String)
  /// A formula has a value of another shape than the derivative.
  case shape(String, String, expected: String)

  /// One line, with the likely fix.
  public var description: String {
    switch self {
    case .unknownInput(let name, let known):
      "derivation: there is no input '\(name)'; there are \(known.joined(separator: ", "))"
    case .outputs(let count):
      "derivation: the program has \(count) outputs; derive one at a time"
    case .formula(let name, let reason): "derivation: the formula for \(name): \(reason)"
    case .shape(let name, let shape, let expected):
      "derivation: the formula for \(name) has the shape \(shape); the derivative has \(expected)"
    }
  }
}
