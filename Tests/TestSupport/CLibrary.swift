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
  /// The natural logarithm.
  public static func log(_ x: Double) -> Double { cLog(x) }
  /// The sine of radians.
  public static func sin(_ x: Double) -> Double { cSin(x) }
  /// The cosine of radians.
  public static func cos(_ x: Double) -> Double { cCos(x) }
  /// The hyperbolic tangent.
  public static func tanh(_ x: Double) -> Double { cTanh(x) }
  /// xʸ.
  public static func pow(_ x: Double, _ y: Double) -> Double { cPow(x, y) }
  /// The logistic function by its definition: it overflows to the right value far below 0.
  public static func sigmoid(_ x: Double) -> Double { 1 / (1 + cExp(-x)) }
}

// Inside the type the C functions' names mean its members.
private func cExp(_ x: Double) -> Double { exp(x) }
private func cLog(_ x: Double) -> Double { log(x) }
private func cSin(_ x: Double) -> Double { sin(x) }
private func cCos(_ x: Double) -> Double { cos(x) }
private func cTanh(_ x: Double) -> Double { tanh(x) }
private func cPow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
