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
  @_transparent public static func log(_ x: Double) -> Double { cLog(x) }
  @_transparent public static func sin(_ x: Double) -> Double { cSin(x) }
  @_transparent public static func cos(_ x: Double) -> Double { cCos(x) }
  @_transparent public static func tanh(_ x: Double) -> Double { cTanh(x) }
  @_transparent public static func pow(_ x: Double, _ y: Double) -> Double { cPow(x, y) }
}

// Inside `Double` the C functions' names mean the members above.
@_transparent @usableFromInline func cExp(_ x: Double) -> Double { exp(x) }
@_transparent @usableFromInline func cLog(_ x: Double) -> Double { log(x) }
@_transparent @usableFromInline func cSin(_ x: Double) -> Double { sin(x) }
@_transparent @usableFromInline func cCos(_ x: Double) -> Double { cos(x) }
@_transparent @usableFromInline func cTanh(_ x: Double) -> Double { tanh(x) }
@_transparent @usableFromInline func cPow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
