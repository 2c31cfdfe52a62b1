// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A round decimal, `significand · 10^exponent`, exactly.
struct Decimal: Hashable, Sendable {
  let significand: Int
  let exponent: Int

  /// The nearest number.
  var value: Double { Double("\(significand)e\(exponent)") ?? 0 }

  /// The same number without zeros at the significand's end.
  var reduced: Decimal {
    guard significand != 0 else { return Decimal(significand: 0, exponent: 0) }
    var (digits, power) = (significand, exponent)
    while digits % 10 == 0 { (digits, power) = (digits / 10, power + 1) }
    return Decimal(significand: digits, exponent: power)
  }

  /// The power of ten of the first digit; `nil` of zero.
  var magnitude: Int? { significand == 0 ? nil : exponent + String(significand.magnitude).count - 1 }

  /// The power of ten at or below a number above 0.
  static func floorOfLog10(_ x: Double) -> Int {
    var power = Int((Double.log(x) / Double.log(10)).rounded(.down))
    // The logarithm is rounded; the powers of ten themselves decide.
    if Decimal(significand: 1, exponent: power + 1).value <= x { power += 1 }
    if Decimal(significand: 1, exponent: power).value > x { power -= 1 }
    return power
  }

  /// The number with so many digits behind the point, a minus sign for a hyphen, and thousands apart.
  func text(decimals: Int) -> String {
    let shift = exponent + decimals
    let digits = String(significand.magnitude) + String(repeating: "0", count: max(0, shift))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let integer = String(padded.dropLast(decimals))
    let sign = significand < 0 ? "\u{2212}" : ""
    return sign + Self.grouped(integer) + (decimals > 0 ? "." + padded.suffix(decimals) : "")
  }

  /// Groups of three digits from five digits on, with narrow spaces that do not break.
  static func grouped(_ digits: String) -> String {
    guard digits.count > 4 else { return digits }
    var text = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { text += "\u{202F}" }
      text.append(digit)
    }
    return text
  }

  /// A power of ten as one writes it by hand.
  static func powerOfTen(_ exponent: Int) -> String {
    let digits: [Character: Character] = [
      "-": "\u{207B}", "0": "\u{2070}", "1": "\u{B9}", "2": "\u{B2}", "3": "\u{B3}", "4": "\u{2074}",
      "5": "\u{2075}", "6": "\u{2076}", "7": "\u{2077}", "8": "\u{2078}", "9": "\u{2079}",
    ]
    return "10" + String(String(exponent).compactMap { digits[$0] })
  }
}
