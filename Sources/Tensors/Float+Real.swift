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
extension Float: Real {
  @_transparent public static func exp(_ x: Float) -> Float { expf(x) }
  @_transparent public static func expm1(_ x: Float) -> Float { expm1f(x) }
  @_transparent public static func log(_ x: Float) -> Float { logf(x) }
  @_transparent public static func log1p(_ x: Float) -> Float { log1pf(x) }
  @_transparent public static func sin(_ x: Float) -> Float { sinf(x) }
  @_transparent public static func cos(_ x: Float) -> Float { cosf(x) }
  @_transparent public static func tan(_ x: Float) -> Float { tanf(x) }
  @_transparent public static func asin(_ x: Float) -> Float { asinf(x) }
  @_transparent public static func acos(_ x: Float) -> Float { acosf(x) }
  @_transparent public static func atan(_ x: Float) -> Float { atanf(x) }
  @_transparent public static func sinh(_ x: Float) -> Float { sinhf(x) }
  @_transparent public static func cosh(_ x: Float) -> Float { coshf(x) }
  @_transparent public static func tanh(_ x: Float) -> Float { tanhf(x) }
  @_transparent public static func asinh(_ x: Float) -> Float { asinhf(x) }
  @_transparent public static func acosh(_ x: Float) -> Float { acoshf(x) }
  @_transparent public static func atanh(_ x: Float) -> Float { atanhf(x) }
  @_transparent public static func erf(_ x: Float) -> Float { erff(x) }
  @_transparent public static func erfc(_ x: Float) -> Float { erfcf(x) }
  @_transparent public static func pow(_ x: Float, _ y: Float) -> Float { powf(x, y) }
  @_transparent public static func atan2(_ y: Float, _ x: Float) -> Float { atan2f(y, x) }
  @_transparent public static func hypot(_ x: Float, _ y: Float) -> Float { hypotf(x, y) }
}
