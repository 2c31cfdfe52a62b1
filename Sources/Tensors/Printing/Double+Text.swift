// SPDX-License-Identifier: Apache-2.0

extension Double {
  /// The number rounded to so many significant decimal digits, without zeros at the end: in positional notation
  /// between 1e-4 and 1e9, else with an exponent.
  package func text(significant count: Int) -> String {
    guard isFinite else { return isNaN ? "nan" : self < 0 ? "-inf" : "inf" }
    guard self != 0 else { return "0" }
    let decimal = DecimalText(magnitude, scientific: true, decimals: 0...(count - 1))
    let digits = decimal.integer + decimal.fraction
    let exponent = decimal.exponent.flatMap { Int($0) } ?? 0
    let sign = self < 0 ? "-" : ""
    switch exponent {
    case -4..<0:
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
    case 0..<9:
      let zeros = String(repeating: "0", count: Swift.max(0, exponent + 1 - digits.count))
      let fraction = digits.dropFirst(exponent + 1)
      return sign + digits.prefix(exponent + 1) + zeros + (fraction.isEmpty ? "" : "." + fraction)
    default:
      return sign + decimal.integer + (decimal.fraction.isEmpty ? "" : "." + decimal.fraction)
        + "e\(exponent)"
    }
  }

  /// The number, finite, with a fixed number of decimals.
  package func text(decimals count: Int) -> String {
    let decimal = DecimalText(self, scientific: false, decimals: count...count)
    return decimal.integer + (count > 0 ? "." + decimal.fraction : "")
  }
}
