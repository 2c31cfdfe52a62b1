// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Runs of one method from several starts, as the middle and the spread of their values at some places.
struct Spread: Sendable {
  let label: String
  let places: [Double]
  let low: [Double]
  let middle: [Double]
  let high: [Double]

  /// - Parameters:
  ///   - runs: The values of each run at 0, 1, 2 ...; one that is over keeps its last value.
  ///   - places: Where to look, of those.
  init(_ label: String, of runs: [[Double]], at places: [Int]) {
    self.label = label
    self.places = places.map(Double.init)
    let columns = places.map { place in
      runs.compactMap { $0.isEmpty ? nil : $0[min(place, $0.count - 1)] }.sorted()
    }
    low = columns.map { $0.first ?? .nan }
    middle = columns.map(Self.median)
    high = columns.map { $0.last ?? .nan }
  }

  /// The middle one of sorted numbers, or the mean of the two middle ones; NaN of none.
  static func median(_ sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let half = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }

  /// Whole numbers up to a last one, in about equal ratios, from 1 and with 0 before them where asked.
  static func logarithmicPlaces(upTo last: Int, count: Int = 120) -> [Int] {
    guard last > 1 else { return [1] }
    let ratio = Double.log(Double(last)) / Double(count - 1)
    let places = (0..<count).map { Int(Double.exp(Double($0) * ratio).rounded()) }
    return places.reduce(into: []) { kept, place in if kept.last != place { kept.append(min(place, last)) } }
  }

  /// The spread as an area and the middle as a line, of one colour.
  var marks: [Mark] {
    [.band(Band(places, low, high, label: label)), .line(Line(places, middle, label: label))]
  }
}
