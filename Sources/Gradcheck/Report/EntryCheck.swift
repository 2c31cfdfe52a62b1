// SPDX-License-Identifier: Apache-2.0

/// One entry of a gradient or Jacobian: the derivative of one element of the outputs by one element of an
/// input.
public struct EntryCheck: Hashable, Sendable, Codable {
  /// The input's name, `input 0` when it has none.
  public let input: String
  /// The index of the element in the input.
  public let index: [Int]
  /// The element of the outputs, as `output[2]`; `nil` when the function has a single result.
  public let output: String?
  /// The two derivatives.
  public let comparison: Comparison

  /// The element of the input: `W1[3, 2]`, the name alone for a scalar.
  public var label: String { input + (index.isEmpty ? "" : "\(index)") }
}
