// SPDX-License-Identifier: Apache-2.0

/// Numbers as tables show them, the same on every platform.
enum NumberText {
  /// `x` rounded to so many significant decimal digits, in plain form between 1e-4 and 1e9, else with an
  /// exponent.
  static func significant(_ x: Double, digits count: Int) -> String {
    guard x.isFinite else { return x.isNaN ? "nan" : x < 0 ? "-inf" : "inf" }
    guard x != 0 else { return "0" }
    let (digits, exponent) = rounded(decimal(of: x.magnitude), to: count)
    let sign = x < 0 ? "-" : ""
    switch exponent {
    case -4..<0:
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
    case 0..<9:
      let whole = digits.prefix(exponent + 1)
      let fraction = digits.dropFirst(exponent + 1)
      let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
      return sign + whole + zeros + (fraction.isEmpty ? "" : "." + fraction)
    default:
      let fraction = digits.dropFirst()
      return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e\(exponent)"
    }
  }

  /// `x` with one decimal.
  static func oneDecimal(_ x: Double) -> String {
    let tenths = Int((x * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// The shortest decimal digits that name a positive number, and the exponent of ten of the first.
  private static func decimal(of x: Double) -> (digits: String, exponent: Int) {
    let parts = x.description.split(separator: "e")
    let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let whole = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let all = whole.joined()
    let leadingZeros = all.prefix { $0 == "0" }.count
    return (String(all.dropFirst(leadingZeros)), power + whole[0].count - 1 - leadingZeros)
  }

  /// The digits rounded half up to `count`, without zeros at the end.
  private static func rounded(_ number: (digits: String, exponent: Int), to count: Int) -> (String, Int) {
    var exponent = number.exponent
    var digits = number.digits.compactMap(\.wholeNumberValue)
    if digits.count > count {
      let roundsUp = digits[count] >= 5
      digits.removeSubrange(count...)
      if roundsUp {
        var place = count - 1
        while place >= 0, digits[place] == 9 {
          digits[place] = 0
          place -= 1
        }
        if place >= 0 {
          digits[place] += 1
        } else {
          digits.insert(1, at: 0)
          exponent += 1
        }
      }
    }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    return (digits.prefix(count).map(String.init).joined(), exponent)
  }
}
