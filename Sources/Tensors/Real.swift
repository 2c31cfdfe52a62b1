// SPDX-License-Identifier: Apache-2.0

/// The scalar types of the toolkit, `Float` and `Double`, with the functions that operations are made of.
///
/// The functions follow IEEE 754 and the C library at special values: `log(0)` is `-infinity`, `sqrt(-1)` NaN.
public protocol Real: BinaryFloatingPoint, SIMDScalar, LAPACKScalar, Sendable, Codable,
  LosslessStringConvertible
where RawSignificand: UnsignedInteger {
  /// The exponential function.
  static func exp(_ x: Self) -> Self
  /// `eˣ - 1`, accurate near 0 too.
  static func expm1(_ x: Self) -> Self
  /// The natural logarithm.
  static func log(_ x: Self) -> Self
  /// `log(1 + x)`, accurate near 0 too.
  static func log1p(_ x: Self) -> Self
  /// The sine of an angle in radians.
  static func sin(_ x: Self) -> Self
  /// The cosine of an angle in radians.
  static func cos(_ x: Self) -> Self
  /// The tangent of an angle in radians.
  static func tan(_ x: Self) -> Self
  /// The angle in `-π/2...π/2` whose sine is `x`.
  static func asin(_ x: Self) -> Self
  /// The angle in `0...π` whose cosine is `x`.
  static func acos(_ x: Self) -> Self
  /// The angle in `-π/2...π/2` whose tangent is `x`.
  static func atan(_ x: Self) -> Self
  /// The hyperbolic sine.
  static func sinh(_ x: Self) -> Self
  /// The hyperbolic cosine.
  static func cosh(_ x: Self) -> Self
  /// The hyperbolic tangent.
  static func tanh(_ x: Self) -> Self
  /// The inverse of the hyperbolic sine.
  static func asinh(_ x: Self) -> Self
  /// The inverse of the hyperbolic cosine, at least 0.
  static func acosh(_ x: Self) -> Self
  /// The inverse of the hyperbolic tangent.
  static func atanh(_ x: Self) -> Self
  /// The error function `2/√π · ∫₀ˣ exp(-t²) dt`.
  static func erf(_ x: Self) -> Self
  /// `1 - erf(x)`, accurate where that is near 0 too.
  static func erfc(_ x: Self) -> Self
  /// `x` to the power `y`.
  static func pow(_ x: Self, _ y: Self) -> Self
  /// The angle in `-π...π` of the point with abscissa `x` and ordinate `y`.
  static func atan2(_ y: Self, _ x: Self) -> Self
  /// `√(x² + y²)`, without overflow or underflow on the way.
  static func hypot(_ x: Self, _ y: Self) -> Self
}
