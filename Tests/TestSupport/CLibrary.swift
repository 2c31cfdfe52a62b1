// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The C library's functions, by which the library's own are judged.
public enum CLibrary {
  /// eˣ.
  public static func exp(_ x: Double) -> Double { cExp(x) }
  /// eˣ - 1.
  public static func expm1(_ x: Double) -> Double { cExpm1(x) }
  /// The natural logarithm.
  public static func log(_ x: Double) -> Double { cLog(x) }
  /// The natural logarithm of 1 + x.
  public static func log1p(_ x: Double) -> Double { cLog1p(x) }
  /// The sine of radians.
  public static func sin(_ x: Double) -> Double { cSin(x) }
  /// The cosine of radians.
  public static func cos(_ x: Double) -> Double { cCos(x) }
  /// The tangent of radians.
  public static func tan(_ x: Double) -> Double { cTan(x) }
  /// The angle of a sine.
  public static func asin(_ x: Double) -> Double { cAsin(x) }
  /// The angle of a cosine.
  public static func acos(_ x: Double) -> Double { cAcos(x) }
  /// The angle of a tangent.
  public static func atan(_ x: Double) -> Double { cAtan(x) }
  /// The hyperbolic sine.
  public static func sinh(_ x: Double) -> Double { cSinh(x) }
  /// The hyperbolic cosine.
  public static func cosh(_ x: Double) -> Double { cCosh(x) }
  /// The hyperbolic tangent.
  public static func tanh(_ x: Double) -> Double { cTanh(x) }
  /// The inverse of the hyperbolic sine.
  public static func asinh(_ x: Double) -> Double { cAsinh(x) }
  /// The inverse of the hyperbolic cosine.
  public static func acosh(_ x: Double) -> Double { cAcosh(x) }
  /// The inverse of the hyperbolic tangent.
  public static func atanh(_ x: Double) -> Double { cAtanh(x) }
  /// The error function.
  public static func erf(_ x: Double) -> Double { cErf(x) }
  /// 1 less the error function.
  public static func erfc(_ x: Double) -> Double { cErfc(x) }
  /// xʸ.
  public static func pow(_ x: Double, _ y: Double) -> Double { cPow(x, y) }
  /// The angle of the point (x, y).
  public static func atan2(_ y: Double, _ x: Double) -> Double { cAtan2(y, x) }
  /// √(x² + y²).
  public static func hypot(_ x: Double, _ y: Double) -> Double { cHypot(x, y) }
  /// The logistic function by its definition: it overflows to the right value far below 0.
  public static func sigmoid(_ x: Double) -> Double { 1 / (1 + cExp(-x)) }
  /// log(1 + eˣ), by its definition where that is neither 0 nor infinite.
  public static func softplus(_ x: Double) -> Double { x > 30 ? x + cExp(-x) : cLog1p(cExp(x)) }
}

// Inside the type the C functions' names mean its members.
private func cExp(_ x: Double) -> Double { exp(x) }
private func cExpm1(_ x: Double) -> Double { expm1(x) }
private func cLog(_ x: Double) -> Double { log(x) }
private func cLog1p(_ x: Double) -> Double { log1p(x) }
private func cSin(_ x: Double) -> Double { sin(x) }
private func cCos(_ x: Double) -> Double { cos(x) }
private func cTan(_ x: Double) -> Double { tan(x) }
private func cAsin(_ x: Double) -> Double { asin(x) }
private func cAcos(_ x: Double) -> Double { acos(x) }
private func cAtan(_ x: Double) -> Double { atan(x) }
private func cSinh(_ x: Double) -> Double { sinh(x) }
private func cCosh(_ x: Double) -> Double { cosh(x) }
private func cTanh(_ x: Double) -> Double { tanh(x) }
private func cAsinh(_ x: Double) -> Double { asinh(x) }
private func cAcosh(_ x: Double) -> Double { acosh(x) }
private func cAtanh(_ x: Double) -> Double { atanh(x) }
private func cErf(_ x: Double) -> Double { erf(x) }
private func cErfc(_ x: Double) -> Double { erfc(x) }
private func cPow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
private func cAtan2(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
private func cHypot(_ x: Double, _ y: Double) -> Double { hypot(x, y) }
