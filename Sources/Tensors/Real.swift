// SPDX-License-Identifier: Apache-2.0

/// The scalar types of the toolkit, `Float` and `Double`, with the functions that operations are made of.
///
/// The functions follow IEEE 754 and the C library at special values: `log(0)` is `-infinity`, `sqrt(-1)` NaN.
public protocol Real: BinaryFloatingPoint, SIMDScalar, LAPACKScalar, Sendable, Codable,
  LosslessStringConvertible
where RawSignificand: UnsignedInteger {
  /// The exponential function.
  static func exp(_ x: Self) -> Self
  /// The natural logarithm.
  static func log(_ x: Self) -> Self
  /// The sine of an angle in radians.
  static func sin(_ x: Self) -> Self
  /// The cosine of an angle in radians.
  static func cos(_ x: Self) -> Self
  /// The hyperbolic tangent.
  static func tanh(_ x: Self) -> Self
  /// `x` to the power `y`.
  static func pow(_ x: Self, _ y: Self) -> Self
}
