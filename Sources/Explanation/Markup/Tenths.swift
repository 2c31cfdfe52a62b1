// SPDX-License-Identifier: Apache-2.0

/// A coordinate in tenths of a unit, so that text is short and differences of coordinates are exact.
struct Tenths: Hashable, CustomStringConvertible {
  /// How many tenths.
  let count: Int

  init(count: Int) { self.count = count }

  /// The nearest one; beyond a million units, and for what is not a number, the nearest that a renderer still takes.
  init(_ x: Double) {
    count = x.isNaN ? 0 : Int((min(max(x, -1e6), 1e6) * 10).rounded())
  }

  /// The decimal number without zeros that say nothing: `-.5`, `12`, `3.1`.
  var description: String {
    let (units, tenth) = count.magnitude.quotientAndRemainder(dividingBy: 10)
    let sign = count < 0 ? "-" : ""
    guard tenth > 0 else { return sign + String(units) }
    return sign + (units > 0 ? String(units) : "") + "." + String(tenth)
  }
}
