// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A number and its first two derivatives in one direction: derivatives for test functions without hand-written
/// formulas.
struct Dual: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  var value: Double
  var slope: Double
  var bend: Double

  init(_ value: Double, _ slope: Double = 0, _ bend: Double = 0) {
    self.value = value
    self.slope = slope
    self.bend = bend
  }

  init(floatLiteral value: Double) { self.init(value) }
  init(integerLiteral value: Int) { self.init(Double(value)) }

  /// A function of this number whose value and first two derivatives here are given.
  func through(_ value: Double, _ first: Double, _ second: Double) -> Dual {
    Dual(value, first * slope, first * bend + second * slope * slope)
  }

  static prefix func - (x: Dual) -> Dual { Dual(-x.value, -x.slope, -x.bend) }
  static func + (x: Dual, y: Dual) -> Dual { Dual(x.value + y.value, x.slope + y.slope, x.bend + y.bend) }
  static func - (x: Dual, y: Dual) -> Dual { Dual(x.value - y.value, x.slope - y.slope, x.bend - y.bend) }
  static func * (x: Dual, y: Dual) -> Dual {
    Dual(
      x.value * y.value, x.slope * y.value + x.value * y.slope,
      x.bend * y.value + 2 * x.slope * y.slope + x.value * y.bend)
  }
  static func / (x: Dual, y: Dual) -> Dual {
    let quotient = x.value / y.value
    let slope = (x.slope - quotient * y.slope) / y.value
    return Dual(quotient, slope, (x.bend - 2 * slope * y.slope - quotient * y.bend) / y.value)
  }
}

func exp(_ x: Dual) -> Dual {
  let y = Foundation.exp(x.value)
  return x.through(y, y, y)
}
func log(_ x: Dual) -> Dual { x.through(Foundation.log(x.value), 1 / x.value, -1 / (x.value * x.value)) }
func sin(_ x: Dual) -> Dual {
  let (sine, cosine) = (Foundation.sin(x.value), Foundation.cos(x.value))
  return x.through(sine, cosine, -sine)
}
func cos(_ x: Dual) -> Dual {
  let (sine, cosine) = (Foundation.sin(x.value), Foundation.cos(x.value))
  return x.through(cosine, -sine, -cosine)
}
func atan(_ x: Dual) -> Dual {
  let first = 1 / (1 + x.value * x.value)
  return x.through(Foundation.atan(x.value), first, -2 * x.value * first * first)
}
func sqrt(_ x: Dual) -> Dual {
  let y = x.value.squareRoot()
  return x.through(y, 1 / (2 * y), -1 / (4 * y * y * y))
}
/// A constant to a variable power.
func pow(_ x: Double, _ y: Dual) -> Dual {
  let (power, logarithm) = (Foundation.pow(x, y.value), Foundation.log(x))
  return y.through(power, power * logarithm, power * logarithm * logarithm)
}
