// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A finite number in decimal: the fewest digits that identify it, within bounds.
struct DecimalText {
  /// The digits before the point, with the sign.
  var integer: String
  /// The digits behind the point.
  var fraction: String
  /// The power of ten, with its sign and two digits or more; `nil` in positional notation.
  var exponent: String?

  /// - Parameter decimals: The fewest and the most digits behind the point; the last one is rounded, ties to
  ///   even, from the exact binary value.
  init<Scalar: Real>(_ x: Scalar, scientific: Bool, decimals: ClosedRange<Int>) {
    let shortest = Self.shortestDigits(x)
    let digits = scientific ? shortest.significant - 1 : -shortest.lowestPower
    let count = min(max(digits, decimals.lowerBound), decimals.upperBound)
    let text = Self.rounded(Double(x), decimals: count, scientific: scientific)
    let mantissa = text.prefix { $0 != "e" }
    // The character between the two is the point of the C library's locale.
    let integer = mantissa.prefix { $0 == "-" || $0.isNumber }
    var fraction = mantissa.dropFirst(integer.count + 1)
    while fraction.count > decimals.lowerBound, fraction.last == "0" { fraction.removeLast() }
    self.integer = String(integer)
    self.fraction = String(fraction)
    exponent = scientific ? String(text.dropFirst(mantissa.count + 1)) : nil
  }

  /// How many digits identify `x`, and the power of ten that the last of them counts.
  private static func shortestDigits<Scalar: Real>(_ x: Scalar) -> (significant: Int, lowestPower: Int) {
    let parts = x.magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    var digits = mantissa.joined()[...]
    var lowestPower =
      (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - (mantissa.count > 1 ? mantissa[1].count : 0)
    while digits.count > 1, digits.last == "0" {
      digits.removeLast()
      lowestPower += 1
    }
    return (digits.drop { $0 == "0" }.count, lowestPower)
  }

  private static func rounded(_ x: Double, decimals: Int, scientific: Bool) -> String {
    withVaList([Int32(decimals), x]) { arguments in
      // The longest text has 309 digits before the point.
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
        let length = vsnprintf(buffer.baseAddress, buffer.count, scientific ? "%.*e" : "%.*f", arguments)
        return String(decoding: UnsafeRawBufferPointer(buffer).prefix(Int(length)), as: UTF8.self)
      }
    }
  }
}
