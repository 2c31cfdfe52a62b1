// SPDX-License-Identifier: Apache-2.0
internal import TestSupport
internal import Tensors

/// Numbers that reach every part of a function's domain.
enum KernelArguments {
  /// Zeros, infinities, the ends of the range, and small whole numbers.
  static func special<S: Real>(_ type: S.Type) -> [S] {
    let magnitudes: [S] = [
      0, 1, 2, 0.5, 3, 20, 100, 1000, .leastNonzeroMagnitude, .leastNormalMagnitude,
      S.leastNormalMagnitude.nextDown, S.ulpOfOne, S(1).nextUp, S(1).nextDown, .greatestFiniteMagnitude,
      .infinity,
    ]
    return magnitudes.flatMap { [$0, -$0] } + [.nan]
  }

  /// The special numbers; numbers of every exponent; evenly spread ones; close ones to 1 and to multiples of π/2.
  static func all<S: Real>(_ type: S.Type, seed: Int) -> [S] {
    var draws = Draws(seed: seed)
    var numbers = special(type)
    let exponents = Int(S.leastNonzeroMagnitude.exponent)...Int(S.greatestFiniteMagnitude.exponent)
    for exponent in stride(
      from: exponents.lowerBound, through: exponents.upperBound, by: S.self == Double.self ? 3 : 1)
    {
      let number = S(sign: .plus, exponent: S.Exponent(exponent), significand: S(1 + draws.unit()))
      numbers += [number, -number]
    }
    for width in [1.0, 5, 30, 110, 760, 1e5, 1e7] {
      for _ in 0..<80 { numbers.append(S(draws.number(in: -width...width))) }
    }
    for _ in 0..<80 { numbers.append(S(Double(draws.below(1_000_000)) * (.pi / 2))) }
    for exponent in 1...60 {
      numbers.append(S(1 + draws.number() * Double(sign: .plus, exponent: -exponent, significand: 1)))
    }
    return numbers
  }
}

/// The distance of `value` from the exact result, in units of the last place of the latter.
func unitsInTheLastPlace<S: Real>(_ value: S, from exact: Wide) -> Wide {
  let nearest = S(exact)
  if value.isNaN || nearest.isNaN { return value.isNaN && nearest.isNaN ? 0 : .infinity }
  if value == nearest { return value == 0 && value.sign != nearest.sign ? .infinity : 0 }
  if nearest.isInfinite { return value == .greatestFiniteMagnitude * (nearest > 0 ? 1 : -1) ? 1 : .infinity }
  let unit = nearest == 0 ? S.leastNonzeroMagnitude : nearest.ulp
  if value.isInfinite { return nearest.magnitude == .greatestFiniteMagnitude ? 1 : .infinity }
  return (Wide(value) - exact).magnitude / Wide(unit)
}
