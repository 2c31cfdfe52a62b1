// SPDX-License-Identifier: Apache-2.0
internal import CKernels

// The functions of the C target, in its order.

/// The elementwise functions of one operand.
package enum UnaryFunction: UInt32, CaseIterable, Sendable {
  case negate, abs, sign, relu, square, sqrt, reciprocal
  case exp, expm1, log, log1p
  case sin, cos, tan, asin, acos, atan
  case sinh, cosh, tanh, asinh, acosh, atanh
  case sigmoid
  /// `x(1 - x)` and `1 - x²`, the slopes of sigmoid and tanh where their value is `x`.
  case sigmoidSlope, tanhSlope
  case softplus, erf, erfc
}

/// The elementwise functions of two operands.
package enum BinaryFunction: UInt32, CaseIterable, Sendable {
  case add, subtract, multiply, divide
  /// The product, and 0 wherever one factor is 0, whatever the other.
  case chain
  /// NaN when an operand is.
  case max, min
  /// 1 where it holds, else 0.
  case less, lessOrEqual, equal, notEqual
  case pow, atan2, hypot
}

/// The elementwise functions of three operands.
package enum TernaryFunction: UInt32, CaseIterable, Sendable {
  /// The second operand where the first is not 0, else the third.
  case select
  /// The product of the first two operands plus the third.
  case multiplyAdd
}

/// The reductions to one element.
package enum ReductionFunction: UInt32, CaseIterable, Sendable {
  case sum
  /// NaN when an element is.
  case max, min
}
