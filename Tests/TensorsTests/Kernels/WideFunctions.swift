// SPDX-License-Identifier: Apache-2.0
internal import Tensors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A type wider than those under test, where there is one, in which the C library's functions are the oracles.
#if arch(x86_64) && os(Linux)
  typealias Wide = Float80
#else
  typealias Wide = Double
#endif

extension UnaryFunction {
  /// The function's value, with the errors of the wide type.
  func wide(_ x: Wide) -> Wide {
    switch self {
    case .negate: -x
    case .abs: x.magnitude
    case .sign: x > 0 ? 1 : x < 0 ? -1 : x
    case .relu: x < 0 ? 0 : x
    case .square: x * x
    case .sqrt: x.squareRoot()
    case .reciprocal: 1 / x
    case .exp: C.exp(x)
    case .expm1: C.expm1(x)
    case .log: C.log(x)
    case .log1p: C.log1p(x)
    case .sin: C.sin(x)
    case .cos: C.cos(x)
    case .tan: C.tan(x)
    case .asin: C.asin(x)
    case .acos: C.acos(x)
    case .atan: C.atan(x)
    case .sinh: C.sinh(x)
    case .cosh: C.cosh(x)
    case .tanh: C.tanh(x)
    case .asinh: C.asinh(x)
    case .acosh: C.acosh(x)
    case .atanh: C.atanh(x)
    case .erf: C.erf(x)
    case .erfc: C.erfc(x)
    case .sigmoid: x < 0 ? C.exp(x) / (1 + C.exp(x)) : 1 / (1 + C.exp(-x))
    case .sigmoidSlope: x * (1 - x)
    case .tanhSlope: (1 - x) * (1 + x)
    case .softplus: x > 0 ? x + C.log1p(C.exp(-x)) : C.log1p(C.exp(x))
    }
  }
}

extension BinaryFunction {
  /// The function's value, with the errors of the wide type.
  func wide(_ a: Wide, _ b: Wide) -> Wide {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .chain: a == 0 || b == 0 ? 0 : a * b
    case .max: a.isNaN || b.isNaN ? .nan : Swift.max(a, b)
    case .min: a.isNaN || b.isNaN ? .nan : Swift.min(a, b)
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .notEqual: a != b ? 1 : 0
    case .pow: C.pow(a, b)
    case .atan2: C.atan2(a, b)
    case .hypot: C.hypot(a, b)
    }
  }
}

/// The C library under names that do not hide it.
private enum C {
  static func exp(_ x: Wide) -> Wide { cExp(x) }
  static func expm1(_ x: Wide) -> Wide { cExpm1(x) }
  static func log(_ x: Wide) -> Wide { cLog(x) }
  static func log1p(_ x: Wide) -> Wide { cLog1p(x) }
  static func sin(_ x: Wide) -> Wide { cSin(x) }
  static func cos(_ x: Wide) -> Wide { cCos(x) }
  static func tan(_ x: Wide) -> Wide { cTan(x) }
  static func asin(_ x: Wide) -> Wide { cAsin(x) }
  static func acos(_ x: Wide) -> Wide { cAcos(x) }
  static func atan(_ x: Wide) -> Wide { cAtan(x) }
  static func sinh(_ x: Wide) -> Wide { cSinh(x) }
  static func cosh(_ x: Wide) -> Wide { cCosh(x) }
  static func tanh(_ x: Wide) -> Wide { cTanh(x) }
  static func asinh(_ x: Wide) -> Wide { cAsinh(x) }
  static func acosh(_ x: Wide) -> Wide { cAcosh(x) }
  static func atanh(_ x: Wide) -> Wide { cAtanh(x) }
  static func erf(_ x: Wide) -> Wide { cErf(x) }
  static func erfc(_ x: Wide) -> Wide { cErfc(x) }
  static func pow(_ a: Wide, _ b: Wide) -> Wide { cPow(a, b) }
  static func atan2(_ a: Wide, _ b: Wide) -> Wide { cAtan2(a, b) }
  static func hypot(_ a: Wide, _ b: Wide) -> Wide { cHypot(a, b) }
}

// Inside the type the C functions' names mean its members.
private func cExp(_ x: Wide) -> Wide { exp(x) }
private func cExpm1(_ x: Wide) -> Wide { expm1(x) }
private func cLog(_ x: Wide) -> Wide { log(x) }
private func cLog1p(_ x: Wide) -> Wide { log1p(x) }
private func cSin(_ x: Wide) -> Wide { sin(x) }
private func cCos(_ x: Wide) -> Wide { cos(x) }
private func cTan(_ x: Wide) -> Wide { tan(x) }
private func cAsin(_ x: Wide) -> Wide { asin(x) }
private func cAcos(_ x: Wide) -> Wide { acos(x) }
private func cAtan(_ x: Wide) -> Wide { atan(x) }
private func cSinh(_ x: Wide) -> Wide { sinh(x) }
private func cCosh(_ x: Wide) -> Wide { cosh(x) }
private func cTanh(_ x: Wide) -> Wide { tanh(x) }
private func cAsinh(_ x: Wide) -> Wide { asinh(x) }
private func cAcosh(_ x: Wide) -> Wide { acosh(x) }
private func cAtanh(_ x: Wide) -> Wide { atanh(x) }
private func cErf(_ x: Wide) -> Wide { erf(x) }
private func cErfc(_ x: Wide) -> Wide { erfc(x) }
private func cPow(_ a: Wide, _ b: Wide) -> Wide { pow(a, b) }
private func cAtan2(_ a: Wide, _ b: Wide) -> Wide { atan2(a, b) }
private func cHypot(_ a: Wide, _ b: Wide) -> Wide { hypot(a, b) }
