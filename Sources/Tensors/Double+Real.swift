// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The protocol documents its requirements.

#if canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#elseif canImport(Darwin)
  public import Darwin
#endif

// Transparent, so that loops over elements call the C library and nothing between.
extension Double: Real {
  @_transparent public static func exp(_ x: Double) -> Double { cExp(x) }
  @_transparent public static func expm1(_ x: Double) -> Double { cExpm1(x) }
  @_transparent public static func log(_ x: Double) -> Double { cLog(x) }
  @_transparent public static func log1p(_ x: Double) -> Double { cLog1p(x) }
  @_transparent public static func sin(_ x: Double) -> Double { cSin(x) }
  @_transparent public static func cos(_ x: Double) -> Double { cCos(x) }
  @_transparent public static func tan(_ x: Double) -> Double { cTan(x) }
  @_transparent public static func asin(_ x: Double) -> Double { cAsin(x) }
  @_transparent public static func acos(_ x: Double) -> Double { cAcos(x) }
  @_transparent public static func atan(_ x: Double) -> Double { cAtan(x) }
  @_transparent public static func sinh(_ x: Double) -> Double { cSinh(x) }
  @_transparent public static func cosh(_ x: Double) -> Double { cCosh(x) }
  @_transparent public static func tanh(_ x: Double) -> Double { cTanh(x) }
  @_transparent public static func asinh(_ x: Double) -> Double { cAsinh(x) }
  @_transparent public static func acosh(_ x: Double) -> Double { cAcosh(x) }
  @_transparent public static func atanh(_ x: Double) -> Double { cAtanh(x) }
  @_transparent public static func erf(_ x: Double) -> Double { cErf(x) }
  @_transparent public static func erfc(_ x: Double) -> Double { cErfc(x) }
  @_transparent public static func pow(_ x: Double, _ y: Double) -> Double { cPow(x, y) }
  @_transparent public static func atan2(_ y: Double, _ x: Double) -> Double { cAtan2(y, x) }
  @_transparent public static func hypot(_ x: Double, _ y: Double) -> Double { cHypot(x, y) }
}

// Inside `Double` the C functions' names mean the members above.
@_transparent @usableFromInline func cExp(_ x: Double) -> Double { exp(x) }
@_transparent @usableFromInline func cExpm1(_ x: Double) -> Double { expm1(x) }
@_transparent @usableFromInline func cLog(_ x: Double) -> Double { log(x) }
@_transparent @usableFromInline func cLog1p(_ x: Double) -> Double { log1p(x) }
@_transparent @usableFromInline func cSin(_ x: Double) -> Double { sin(x) }
@_transparent @usableFromInline func cCos(_ x: Double) -> Double { cos(x) }
@_transparent @usableFromInline func cTan(_ x: Double) -> Double { tan(x) }
@_transparent @usableFromInline func cAsin(_ x: Double) -> Double { asin(x) }
@_transparent @usableFromInline func cAcos(_ x: Double) -> Double { acos(x) }
@_transparent @usableFromInline func cAtan(_ x: Double) -> Double { atan(x) }
@_transparent @usableFromInline func cSinh(_ x: Double) -> Double { sinh(x) }
@_transparent @usableFromInline func cCosh(_ x: Double) -> Double { cosh(x) }
@_transparent @usableFromInline func cTanh(_ x: Double) -> Double { tanh(x) }
@_transparent @usableFromInline func cAsinh(_ x: Double) -> Double { asinh(x) }
@_transparent @usableFromInline func cAcosh(_ x: Double) -> Double { acosh(x) }
@_transparent @usableFromInline func cAtanh(_ x: Double) -> Double { atanh(x) }
@_transparent @usableFromInline func cErf(_ x: Double) -> Double { erf(x) }
@_transparent @usableFromInline func cErfc(_ x: Double) -> Double { erfc(x) }
@_transparent @usableFromInline func cPow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
@_transparent @usableFromInline func cAtan2(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
@_transparent @usableFromInline func cHypot(_ x: Double, _ y: Double) -> Double { hypot(x, y) }
