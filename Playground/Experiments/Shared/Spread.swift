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
    middle = columns.map { $0.isEmpty ? .nan : Sampler.median($0) }
    high = columns.map { $0.last ?? .nan }
  }

  /// Whole numbers from 1 to a last one, in about equal ratios.
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
