// SPDX-License-Identifier: Apache-2.0

/// A mathematical expression as it was written.
package indirect enum Formula: Sendable {
  case number(Double)
  case name(String, column: Int)
  case negative(Formula)
  /// A space for a sign is the product of matrices and scalars in matrix notation, where vectors are columns.
  case binary(String, Formula, Formula, column: Int)
  case call(String, [Formula], [Attribute], column: Int)
  /// Positions and ranges, which are `..<` of two numbers.
  case index(Formula, [Formula], column: Int)
  case list([Formula], column: Int)
  case transpose(Formula, column: Int)
  /// The sum over axes; over all elements when none are given.
  case total([Int], Formula, column: Int)
  /// The sum over the samples of a batch.
  case overSamples(Formula, column: Int)

  /// A number or several behind a label: `along: [0, 1]`.
  package struct Attribute: Sendable {
    package let label: String
    package let numbers: [Double]
  }
}
