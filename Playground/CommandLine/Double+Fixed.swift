// SPDX-License-Identifier: Apache-2.0

extension Double {
  /// The number in decimal with `decimals` digits behind the point, rounded to nearest: `1.0000`.
  package func fixed(_ decimals: Int) -> String {
    let unit = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    let rounded = (magnitude * unit).rounded()
    // Beyond 2⁵³ neighbouring numbers are further apart than 1, and there is nothing to round.
    guard rounded < 0x1p53 else { return description }
    let digits = String(UInt64(rounded))
    let padded = String(repeating: "0", count: Swift.max(0, decimals + 1 - digits.count)) + digits
    let sign = self < 0 && rounded > 0 ? "-" : ""
    return decimals == 0 ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
