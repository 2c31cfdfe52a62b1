// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

extension Row {
  private typealias Entry = (
    name: String, primitive: any Primitive.Type, domain: ClosedRange<Double>,
    body: @Sendable (Variable) -> Variable, function: @Sendable (Double) -> Double, special: [Special]
  )

  private static func rows(_ entries: [Entry]) -> [Row] {
    entries.map { unary($0.name, of: $0.primitive, in: $0.domain, special: $0.special, $0.body, $0.function) }
  }

  private static let quarterTurn = Double.pi / 2

  static let libraryFunctions = rows([
    (
      "expm1", Expm1.self, -2...2, { expm1($0) }, { CLibrary.expm1($0) },
      [
        Special(at: -.infinity, value: -1, slopes: 0), Special(at: 0, value: 0, slopes: 1),
        Special(at: .infinity, value: .infinity, slopes: .infinity),
      ]
    ),
    (
      "log1p", Log1p.self, -0.6...2, { log1p($0) }, { CLibrary.log1p($0) },
      [
        Special(at: -1, value: -.infinity, slopes: .infinity), Special(at: 0, value: 0, slopes: 1),
        Special(at: .infinity, value: .infinity, slopes: 0),
      ]
    ),
    (
      "reciprocal", Reciprocal.self, 0.5...2.5, { reciprocal($0) }, { 1 / $0 },
      [
        Special(at: 0, value: .infinity, slopes: -.infinity),
        Special(at: -0.0, value: -.infinity, slopes: -.infinity), Special(at: .infinity, value: 0, slopes: 0),
      ]
    ),
    (
      "tan", Tan.self, -1...1, { tan($0) }, { CLibrary.tan($0) },
      [Special(at: 0, value: 0, slopes: 1), Special(at: .infinity, value: .nan, slopes: .nan)]
    ),
    (
      "asin", Asin.self, -0.6...0.6, { asin($0) }, { CLibrary.asin($0) },
      [
        Special(at: 1, value: quarterTurn, slopes: .infinity),
        Special(at: -1, value: -quarterTurn, slopes: .infinity), Special(at: 2, value: .nan, slopes: .nan),
      ]
    ),
    (
      "acos", Acos.self, -0.6...0.6, { acos($0) }, { CLibrary.acos($0) },
      [
        Special(at: 1, value: 0, slopes: -.infinity), Special(at: -1, value: .pi, slopes: -.infinity),
        Special(at: -2, value: .nan, slopes: .nan),
      ]
    ),
    (
      "atan", Atan.self, -2...2, { atan($0) }, { CLibrary.atan($0) },
      [
        Special(at: .infinity, value: quarterTurn, slopes: 0),
        Special(at: -1e200, value: -quarterTurn, slopes: 0),
      ]
    ),
    (
      "sinh", Sinh.self, -2...2, { sinh($0) }, { CLibrary.sinh($0) },
      [
        Special(at: 0, value: 0, slopes: 1), Special(at: -.infinity, value: -.infinity, slopes: .infinity),
      ]
    ),
    (
      "cosh", Cosh.self, -2...2, { cosh($0) }, { CLibrary.cosh($0) },
      [Special(at: 0, value: 1, slopes: 0), Special(at: -.infinity, value: .infinity, slopes: -.infinity)]
    ),
    (
      "asinh", Asinh.self, -2...2, { asinh($0) }, { CLibrary.asinh($0) },
      [Special(at: 0, value: 0, slopes: 1), Special(at: -.infinity, value: -.infinity, slopes: 0)]
    ),
    (
      "acosh", Acosh.self, 1.5...3, { acosh($0) }, { CLibrary.acosh($0) },
      [
        Special(at: 1, value: 0, slopes: .infinity), Special(at: 0.5, value: .nan, slopes: .nan),
        Special(at: .infinity, value: .infinity, slopes: 0),
      ]
    ),
    (
      "atanh", Atanh.self, -0.6...0.6, { atanh($0) }, { CLibrary.atanh($0) },
      [
        Special(at: 1, value: .infinity, slopes: .infinity),
        Special(at: -1, value: -.infinity, slopes: .infinity), Special(at: 0, value: 0, slopes: 1),
      ]
    ),
    (
      "erf", Erf.self, -2...2, { erf($0) }, { CLibrary.erf($0) },
      [
        Special(at: 0, value: 0, slopes: 2 / Double.pi.squareRoot()),
        Special(at: .infinity, value: 1, slopes: 0), Special(at: -.infinity, value: -1, slopes: 0),
      ]
    ),
    (
      "erfc", Erfc.self, -2...2, { erfc($0) }, { CLibrary.erfc($0) },
      [
        Special(at: 0, value: 1, slopes: -2 / Double.pi.squareRoot()),
        Special(at: .infinity, value: 0, slopes: 0), Special(at: -.infinity, value: 2, slopes: 0),
      ]
    ),
  ])

  static let activations = rows([
    (
      "sigmoid's slope", SigmoidSlope.self, -1...2, { SigmoidSlope.operation($0) }, { $0 * (1 - $0) },
      [Special(at: 0, value: 0, slopes: 1), Special(at: 1, value: 0, slopes: -1)]
    ),
    (
      "tanh's slope", TanhSlope.self, -2...2, { TanhSlope.operation($0) }, { 1 - $0 * $0 },
      [Special(at: 0, value: 1, slopes: 0), Special(at: -1, value: 0, slopes: 2)]
    ),
    (
      "softplus", Softplus.self, -2...2, { softplus($0) }, { CLibrary.softplus($0) },
      [
        Special(at: 0, value: CLibrary.log(2), slopes: 0.5), Special(at: 800, value: 800, slopes: 1),
        Special(at: .infinity, value: .infinity, slopes: 1), Special(at: -.infinity, value: 0, slopes: 0),
      ]
    ),
    (
      "leakyRelu", LeakyRelu.self, -2...2, { leakyRelu($0, slope: 0.25) }, { $0 > 0 ? $0 : 0.25 * $0 },
      [
        Special(at: 0, value: 0, slopes: 0.25), Special(at: -0.0, value: 0, slopes: 0.25),
        Special(at: .infinity, value: .infinity, slopes: 1),
        Special(at: -.infinity, value: -.infinity, slopes: 0.25),
      ]
    ),
    (
      "elu", Elu.self, -2...2, { elu($0) }, { $0 > 0 ? $0 : CLibrary.expm1($0) },
      [
        Special(at: 0, value: 0, slopes: 1), Special(at: .infinity, value: .infinity, slopes: 1),
        Special(at: -.infinity, value: -1, slopes: 0),
      ]
    ),
    (
      "elu of another scale", Elu.self, -2...2, { elu($0, alpha: 0.5) },
      { $0 > 0 ? $0 : 0.5 * CLibrary.expm1($0) },
      [Special(at: 0, value: 0, slopes: 0.5), Special(at: -800, value: -0.5, slopes: 0)]
    ),
    (
      "gelu", Erfc.self, -2...2, { gelu($0) },
      { $0 == -.infinity ? 0 : $0 * 0.5 * CLibrary.erfc(-$0 * 0.5.squareRoot()) },
      [
        Special(at: 0, value: 0, slopes: 0.5), Special(at: .infinity, value: .infinity, slopes: 1),
        Special(at: -.infinity, value: 0, slopes: 0), Special(at: 80, value: 80, slopes: 1),
      ]
    ),
    (
      "silu", Sigmoid.self, -2...2, { silu($0) }, { $0 == -.infinity ? 0 : $0 * CLibrary.sigmoid($0) },
      [
        Special(at: 0, value: 0, slopes: 0.5), Special(at: .infinity, value: .infinity, slopes: 1),
        Special(at: -.infinity, value: 0, slopes: 0), Special(at: 800, value: 800, slopes: 1),
      ]
    ),
    (
      "sign", Sign.self, -2...2, { sign($0) }, { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 },
      [
        Special(at: 0, value: 0, slopes: 0), Special(at: -.infinity, value: -1, slopes: 0),
        Special(at: .nan, value: .nan, slopes: 0),
      ]
    ),
    // Six elements are drawn from six parts of the domain: the bounds lie between parts.
    (
      "clamp", Clamp.self, -3...3, { clamp($0, to: -1...1) }, { $0 < -1 ? -1 : $0 > 1 ? 1 : $0 },
      [
        Special(at: -1, value: -1, slopes: 0), Special(at: 1, value: 1, slopes: 0),
        Special(at: .infinity, value: 1, slopes: 0), Special(at: -.infinity, value: -1, slopes: 0),
        Special(at: 0, value: 0, slopes: 1), Special(at: .nan, value: .nan, slopes: 0),
      ]
    ),
    (
      "clamp from below", Clamp.self, -2...2, { clamp($0, to: 0 ... .infinity) }, { $0 < 0 ? 0 : $0 },
      [Special(at: 0, value: 0, slopes: 0), Special(at: 1e300, value: 1e300, slopes: 1)]
    ),
  ])

  static let powers = rows([
    (
      "square by pow", IntegerPower.self, -2...2, { pow($0, 2) }, { $0 * $0 },
      [Special(at: 0, value: 0, slopes: 0), Special(at: -.infinity, value: .infinity, slopes: -.infinity)]
    ),
    (
      "cube by pow", IntegerPower.self, -2...2, { pow($0, 3.0) }, { CLibrary.pow($0, 3) },
      [Special(at: -1, value: -1, slopes: 3)]
    ),
    (
      "fourth power", IntegerPower.self, -2...2, { pow($0, Variable(4)) }, { CLibrary.pow($0, 4) },
      [Special(at: -1, value: 1, slopes: -4)]
    ),
    ("fifth power", IntegerPower.self, -2...2, { pow($0, 5) }, { CLibrary.pow($0, 5) }, []),
    (
      "reciprocal by pow", Reciprocal.self, 0.5...2.5, { pow($0, -1) }, { 1 / $0 },
      [Special(at: 0, value: .infinity, slopes: -.infinity)]
    ),
    (
      "reciprocal square", IntegerPower.self, 0.5...2.5, { pow($0, -2) }, { CLibrary.pow($0, -2) },
      [
        Special(at: 0, value: .infinity, slopes: -.infinity),
        Special(at: -0.0, value: .infinity, slopes: .infinity), Special(at: .infinity, value: 0, slopes: 0),
      ]
    ),
    ("reciprocal cube", IntegerPower.self, 0.5...2.5, { pow($0, -3) }, { CLibrary.pow($0, -3) }, []),
    (
      "power 0", IntegerPower.self, -2...2, { pow($0, 0) }, { CLibrary.pow($0, 0) },
      [Special(at: 0, value: 1, slopes: 0), Special(at: .nan, value: 1, slopes: 0)]
    ),
  ])

  static let polar: [Row] =
    binary(
      "atan2", of: Atan2.self, in: -2...2, 0.5...2.5,
      special: [
        Special(at: 0, 0, value: 0, slopes: 0, 0), Special(at: 0, -1, value: .pi, slopes: -1, 0),
        Special(at: -2, 0, value: -quarterTurn, slopes: 0, 0.5),
        Special(at: .infinity, 1, value: quarterTurn, slopes: 0, 0),
        Special(at: 1, -.infinity, value: .pi, slopes: 0, 0),
        Special(at: .infinity, .infinity, value: .pi / 4, slopes: 0, 0),
      ]
    ) {
      atan2($0, $1)
    } _: {
      CLibrary.atan2($0, $1)
    }
    + binary(
      "hypot", of: Hypot.self, in: 0.5...2.5, -2...2,
      special: [
        Special(at: 0, 0, value: 0, slopes: 0, 0), Special(at: 3, -4, value: 5, slopes: 0.6, -0.8),
        Special(at: 0x1p-1030, 0, value: 0x1p-1030, slopes: 1, 0),
        Special(at: .infinity, 1, value: .infinity, slopes: .nan, 0),
      ]
    ) {
      hypot($0, $1)
    } _: {
      CLibrary.hypot($0, $1)
    }
}
