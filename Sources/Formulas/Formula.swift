// SPDX-License-Identifier: Apache-2.0

/// A mathematical expression as it was written.
package indirect enum Formula: Sendable {
  case number(Double)
  case name(String, column: Int)
  case negative(Formula)
  case binary(String, Formula, Formula, column: Int)
  case call(String, [Formula], column: Int)
  case index(Formula, [Formula], column: Int)
  case list([Formula], column: Int)
}
