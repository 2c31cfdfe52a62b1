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
  @_transparent public static func log(_ x: Float) -> Float { logf(x) }
  @_transparent public static func sin(_ x: Float) -> Float { sinf(x) }
  @_transparent public static func cos(_ x: Float) -> Float { cosf(x) }
  @_transparent public static func tanh(_ x: Float) -> Float { tanhf(x) }
  @_transparent public static func pow(_ x: Float, _ y: Float) -> Float { powf(x, y) }
}
