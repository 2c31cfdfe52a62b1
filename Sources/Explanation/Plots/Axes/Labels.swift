// SPDX-License-Identifier: Apache-2.0

/// How the numbers of an axis are written: all in the same way.
enum Labels {
  /// Ticks at round decimals, labelled.
  ///
  /// - Parameter arePowers: Whether they are powers of ten, or nearly, of an axis that has no common step.
  static func ticks(_ decimals: [Decimal], arePowers: Bool = false) -> [Tick] {
    let reduced = decimals.map(\.reduced)
    let magnitudes = reduced.compactMap(\.magnitude)
    let lowest = magnitudes.min() ?? 0
    let highest = magnitudes.max() ?? 0
    let finest = min(0, reduced.map(\.exponent).min() ?? 0)
    let isPlain = highest < 6 && finest >= -4 && (!arePowers || lowest >= -3 && highest < 5)
    let texts =
      isPlain
      ? reduced.map { $0.text(decimals: arePowers ? max(0, -$0.exponent) : -finest) }
      : arePowers ? reduced.map(power) : scientific(reduced, highest: highest)
    return zip(decimals, texts).map { Tick(value: $0.value, label: $1) }
  }

  /// `2·10⁻³`, and `10⁻³` for a power itself.
  private static func power(_ decimal: Decimal) -> String {
    let tail = Decimal.powerOfTen(decimal.exponent)
    return decimal.significand == 1 ? tail : "\(decimal.significand)\u{B7}\(tail)"
  }

  /// Multiples of one power of ten: whole ones up to 99, else with one digit before the point.
  private static func scientific(_ decimals: [Decimal], highest: Int) -> [String] {
    let lowest = decimals.filter { $0.significand != 0 }.map(\.exponent).min() ?? highest
    let exponent = highest - lowest <= 1 ? lowest : highest
    return decimals.map { decimal in
      guard decimal.significand != 0 else { return "0" }
      let scaled = Decimal(significand: decimal.significand, exponent: decimal.exponent - exponent)
      return scaled.text(decimals: exponent - lowest) + "\u{B7}" + Decimal.powerOfTen(exponent)
    }
  }
}
