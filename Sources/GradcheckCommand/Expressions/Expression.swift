// SPDX-License-Identifier: Apache-2.0

/// A mathematical expression as it was written.
indirect enum Expression {
  case number(Double)
  case name(String, column: Int)
  case negative(Expression)
  case binary(String, Expression, Expression, column: Int)
  case call(String, [Expression], column: Int)
  case index(Expression, [Expression], column: Int)
  case list([Expression], column: Int)
}
