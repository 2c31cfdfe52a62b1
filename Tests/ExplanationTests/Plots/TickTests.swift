// SPDX-License-Identifier: Apache-2.0
@testable internal import Explanation
internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct TickTests {
  /// A range of a seed: of any magnitude, about 0 or far from it, and some that are single values.
  static func range(seed: Int, scale: Axis.Scale) -> ClosedRange<Double> {
    var draws = Draws(seed: seed)
    let magnitude = pow(10, draws.number(in: -300...300))
    let center = draws.below(3) == 0 ? 0 : draws.number() * magnitude
    let width = magnitude * pow(10, draws.number(in: -13...1))
    var extent = Extent()
    switch scale {
    case .linear: extent.add(draws.below(20) == 0 ? [center] : [center - width, center + width])
    case .logarithmic:
      extent.add([magnitude, magnitude * pow(10, draws.number(in: 0...7) * draws.number(in: 0...1))])
    }
    return extent.axisRange(scale, margin: 0.03)
  }

  @Test(
    "Ticks are inside the range, rising, few, and not too few", arguments: [Axis.Scale.linear, .logarithmic])
  func properties(_ scale: Axis.Scale) {
    for seed in 0..<300 {
      let range = Self.range(seed: seed, scale: scale)
      for count in [2, 5, 9] {
        let ticks =
          scale == .linear
          ? Ticks.linear(in: range, count: count) : Ticks.logarithmic(in: range, count: count)
        let values = ticks.map(\.value)
        #expect(values.allSatisfy(range.contains), "seed \(seed), \(range)")
        #expect(zip(values, values.dropFirst()).allSatisfy(<), "seed \(seed), \(range)")
        #expect(ticks.count <= 2 * count + 3, "seed \(seed), \(range), \(count)")
        #expect(count == 2 || ticks.count >= 2, "seed \(seed), \(range), \(count)")
        #expect(Set(ticks.map(\.label)).count == ticks.count, "seed \(seed), \(ticks.map(\.label))")
      }
    }
  }

  @Test("Labels read back as the values, which have few digits")
  func labels() throws {
    let powers: [Character: Character] = [
      "\u{207B}": "-", "\u{2070}": "0", "\u{B9}": "1", "\u{B2}": "2", "\u{B3}": "3", "\u{2074}": "4",
      "\u{2075}": "5",
      "\u{2076}": "6", "\u{2077}": "7", "\u{2078}": "8", "\u{2079}": "9",
    ]
    for seed in 0..<150 {
      for scale in [Axis.Scale.linear, .logarithmic] {
        let range = Self.range(seed: seed, scale: scale)
        let ticks =
          scale == .linear ? Ticks.linear(in: range, count: 6) : Ticks.logarithmic(in: range, count: 6)
        for tick in ticks {
          var text = tick.label.filter { $0 != "\u{202F}" }.replacingOccurrences(of: "\u{2212}", with: "-")
          // A power of ten alone.
          if !text.contains("\u{B7}"), text.contains(where: { powers[$0] != nil }) { text = "1\u{B7}" + text }
          let parts = text.split(separator: "\u{B7}").map(String.init)
          let exponent = parts.count > 1 ? String(parts[1].dropFirst(2).compactMap { powers[$0] }) : "0"
          #expect(Double("\(parts[0])e\(exponent)") == tick.value, "seed \(seed), \(tick)")
        }
      }
    }
  }

  @Test(
    "Well-known ranges have the ticks that one would choose",
    arguments: [
      (0.0...1.0, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      (-0.5...0.5, 4, ["\u{2212}0.4", "\u{2212}0.2", "0.0", "0.2", "0.4"]),
      (0.0...20_000, 4, ["0", "5000", "10\u{202F}000", "15\u{202F}000", "20\u{202F}000"]),
      (
        0.0...5e-7, 5,
        [
          "0", "1\u{B7}10\u{207B}\u{2077}", "2\u{B7}10\u{207B}\u{2077}", "3\u{B7}10\u{207B}\u{2077}",
          "4\u{B7}10\u{207B}\u{2077}", "5\u{B7}10\u{207B}\u{2077}",
        ]
      ),
    ])
  func linear(range: ClosedRange<Double>, count: Int, labels: [String]) {
    #expect(Ticks.linear(in: range, count: count).map(\.label) == labels)
  }

  @Test(
    "Logarithmic ranges have powers of ten, and parts of them where there are few",
    arguments: [
      (0.01...100.0, 6, ["0.01", "0.1", "1", "10", "100"]),
      (1e-12...1.0, 4, ["10\u{207B}\u{B9}\u{B2}", "10\u{207B}\u{2078}", "10\u{207B}\u{2074}", "10\u{2070}"]),
      (1.0...30.0, 6, ["1", "2", "5", "10", "20"]),
      (2.0...3.0, 5, ["2.0", "2.2", "2.4", "2.6", "2.8", "3.0"]),
    ])
  func logarithmic(range: ClosedRange<Double>, count: Int, labels: [String]) {
    #expect(Ticks.logarithmic(in: range, count: count).map(\.label) == labels)
  }

  @Test(
    "Degenerate data have a range",
    arguments: [[], [0], [5], [-1e300], [1e308, -1e308], [1, 1 + 1e-15], [.nan]])
  func degenerate(_ values: [Double]) {
    for scale in [Axis.Scale.linear, .logarithmic] {
      let range = Extent(values).axisRange(scale, margin: 0.05)
      #expect(range.lowerBound < range.upperBound)
      #expect(range.lowerBound.isFinite && range.upperBound.isFinite)
      #expect(scale == .linear || range.lowerBound > 0)
    }
  }
}
