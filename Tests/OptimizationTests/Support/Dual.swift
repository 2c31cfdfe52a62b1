// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A number and its derivative in one direction: derivatives for test functions without hand-written formulas.
struct Dual: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  var value: Double
  var slope: Double

  init(_ value: Double, _ slope: Double = 0) {
    self.value = value
    self.slope = slope
  }

  init(floatLiteral value: Double) { self.init(value) }
  init(integerLiteral value: Int) { self.init(Double(value)) }

  static prefix func - (x: Dual) -> Dual { Dual(-x.value, -x.slope) }
  static func + (x: Dual, y: Dual) -> Dual { Dual(x.value + y.value, x.slope + y.slope) }
  static func - (x: Dual, y: Dual) -> Dual { Dual(x.value - y.value, x.slope - y.slope) }
  static func * (x: Dual, y: Dual) -> Dual { Dual(x.value * y.value, x.slope * y.value + x.value * y.slope) }
  static func / (x: Dual, y: Dual) -> Dual {
    let quotient = x.value / y.value
    return Dual(quotient, (x.slope - quotient * y.slope) / y.value)
  }
}

func exp(_ x: Dual) -> Dual {
  let y = Foundation.exp(x.value)
  return Dual(y, y * x.slope)
}
func log(_ x: Dual) -> Dual { Dual(Foundation.log(x.value), x.slope / x.value) }
func sin(_ x: Dual) -> Dual { Dual(Foundation.sin(x.value), Foundation.cos(x.value) * x.slope) }
func cos(_ x: Dual) -> Dual { Dual(Foundation.cos(x.value), -Foundation.sin(x.value) * x.slope) }
func atan(_ x: Dual) -> Dual { Dual(Foundation.atan(x.value), x.slope / (1 + x.value * x.value)) }
func sqrt(_ x: Dual) -> Dual {
  let y = x.value.squareRoot()
  return Dual(y, x.slope / (2 * y))
}
/// A constant to a variable power.
func pow(_ x: Double, _ y: Dual) -> Dual {
  let power = Foundation.pow(x, y.value)
  return Dual(power, power * Foundation.log(x) * y.slope)
}
