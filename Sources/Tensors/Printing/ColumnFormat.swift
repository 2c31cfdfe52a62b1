// SPDX-License-Identifier: Apache-2.0

/// The common format of the numbers of an array, so that they line up: NumPy's `FloatingFormat` with its
/// default options (precision 8, `floatmode="maxprec"`).
struct ColumnFormat<Scalar: Real> {
  private var isScientific = false
  private var decimals = 0...8
  /// The widths before and behind the point; the latter includes an exponent.
  private var integerWidth = 0
  private var fractionWidth = 0
  private var exponentDigits = 0

  /// The format that shows all of `numbers`.
  init(_ numbers: [Scalar]) {
    let finite = numbers.filter(\.isFinite)
    let magnitudes = finite.filter { $0 != 0 }.map(\.magnitude)
    if let largest = magnitudes.max(), let smallest = magnitudes.min() {
      // Of single precision, seven digits before the point would not all be significant.
      let limit: Scalar = Scalar.significandBitCount < 27 ? 1e6 : 1e8
      isScientific = largest >= limit || smallest < 1e-4 || largest / smallest > 1000
    }
    let texts = finite.map { DecimalText($0, scientific: isScientific, decimals: decimals) }
    integerWidth = texts.map(\.integer.count).max() ?? 0
    fractionWidth = texts.map(\.fraction.count).max() ?? 0
    if isScientific {
      decimals = fractionWidth...fractionWidth
      exponentDigits = (texts.compactMap(\.exponent?.count).max() ?? 0) - 1
      fractionWidth += 2 + exponentDigits
    }
    for number in numbers where !number.isFinite {
      integerWidth = max(integerWidth, number.description.count - (fractionWidth + 1))
    }
  }

  /// The number, as wide as every other one.
  func text(_ x: Scalar) -> String {
    guard x.isFinite else {
      return padded(x.isNaN ? "nan" : x.description, to: integerWidth + 1 + fractionWidth)
    }
    let text = DecimalText(x, scientific: isScientific, decimals: decimals)
    let integer = padded(text.integer, to: integerWidth)
    guard let exponent = text.exponent else {
      return integer + "." + text.fraction + spaces(fractionWidth - text.fraction.count)
    }
    let zeros = String(repeating: "0", count: exponentDigits + 1 - exponent.count)
    return "\(integer).\(text.fraction)e\(exponent.prefix(1))\(zeros)\(exponent.dropFirst())"
  }

  private func padded(_ text: String, to width: Int) -> String { spaces(width - text.count) + text }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
