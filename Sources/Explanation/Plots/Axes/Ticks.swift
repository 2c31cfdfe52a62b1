// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Where the ticks of an axis stand: round numbers inside the range.
enum Ticks {
  /// Multiples of 1, 2 or 5 times a power of ten.
  ///
  /// - Parameters:
  ///   - range: A range of some width, as ``Extent/axisRange(_:margin:)`` gives.
  ///   - count: How many to aim at; there are at most 2 more, and at least 2 when that is 2 or more.
  static func linear(in range: ClosedRange<Double>, count: Int) -> [Tick] {
    Labels.ticks(decimals(in: range, count: count))
  }

  private static func decimals(in range: ClosedRange<Double>, count: Int) -> [Decimal] {
    let half = range.upperBound / 2 - range.lowerBound / 2
    guard half > 0, count > 0 else { return [] }
    let rough = half / Double(count) * 2
    let power = Decimal.floorOfLog10(rough)
    // The geometric means of neighbours are where a step is as good as the next one.
    let ratio = rough / Decimal(significand: 1, exponent: power).value
    let (factor, exponent) =
      ratio < 1.42 ? (1, power) : ratio < 3.17 ? (2, power) : ratio < 7.08 ? (5, power) : (1, power + 1)
    let step = Decimal(significand: factor, exponent: exponent).value
    let first = (range.lowerBound / step).rounded(.up)
    let last = (range.upperBound / step).rounded(.down)
    guard step > 0, first.magnitude < 1e15, last.magnitude < 1e15, first <= last else { return [] }
    return (Int(first)...Int(last))
      .map { Decimal(significand: $0 * factor, exponent: exponent) }
      .filter { range.contains($0.value) }
  }

  /// Powers of ten, with 2 and 5 times them where there are few, and plain steps where there is none.
  static func logarithmic(in range: ClosedRange<Double>, count: Int) -> [Tick] {
    guard range.lowerBound > 0, count > 0 else { return [] }
    let bottom = Decimal.floorOfLog10(range.lowerBound)
    let top = Decimal.floorOfLog10(range.upperBound)
    let powers = (bottom...top).map { Decimal(significand: 1, exponent: $0) }
    let inside = powers.filter { range.contains($0.value) }
    if inside.count >= 3 {
      let stride = (inside.count + count - 1) / count
      return Labels.ticks(inside.filter { $0.exponent % stride == 0 }, arePowers: true)
    }
    let fine = powers.flatMap { power in
      [1, 2, 5].map { Decimal(significand: $0, exponent: power.exponent) }
    }.filter { range.contains($0.value) }
    if fine.count >= 3, fine.count <= count + 4 { return Labels.ticks(fine, arePowers: true) }
    if inside.count >= 2 { return Labels.ticks(inside, arePowers: true) }
    return Labels.ticks(decimals(in: range, count: count).filter { $0.significand > 0 })
  }

  /// Values between the ticks of a logarithmic axis, 2 to 9 times the powers of ten; none over many decades.
  static func logarithmicMinors(in range: ClosedRange<Double>) -> [Double] {
    guard range.lowerBound > 0 else { return [] }
    let bottom = Decimal.floorOfLog10(range.lowerBound)
    let top = Decimal.floorOfLog10(range.upperBound)
    guard top - bottom <= 8 else { return [] }
    return (bottom...top).flatMap { power in
      (2...9).map { Decimal(significand: $0, exponent: power).value }
    }.filter { range.contains($0) }
  }

  /// A tick for each name that the range shows, at 0, 1, 2 ...
  static func categories(_ names: [String], in range: ClosedRange<Double>) -> [Tick] {
    names.enumerated().map { Tick(value: Double($0), label: $1) }.filter { range.contains($0.value) }
  }
}
