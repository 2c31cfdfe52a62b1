// SPDX-License-Identifier: Apache-2.0

/// Where each of several classes has the highest score: the decisions of a classifier over the plane.
public struct Regions: Hashable, Sendable {
  let scores: [Grid]
  let labels: [String]

  /// The regions of classes.
  ///
  /// - Parameters:
  ///   - scores: A grid for each class, all over the same places; any numbers that are comparable, as probabilities.
  ///   - labels: What the legend calls the classes. The class of number `k` has the colour of ``Ink/series(_:)`` `k`.
  public init(scores: [Grid], labels: [String]) {
    (self.scores, self.labels) = (scores, labels)
  }
}

extension Regions: DrawnMark {
  static let kind = "Regions"

  var label: String? { nil }
  var isSeries: Bool { false }
  var fills: Bool { true }

  func check(_ axes: AxisPair) throws(PlotError) {
    guard scores.count > 1, scores[0].x.count > 1, scores[0].y.count > 1 else { throw .empty(name) }
    guard labels.count == scores.count else { throw .lengths(name, [scores.count, labels.count]) }
    for score in scores where score.x != scores[0].x || score.y != scores[0].y {
      throw .lengths(name, [scores[0].values.count, score.values.count])
    }
    try scores[0].check(name, axes)
  }

  func extend(x horizontal: inout Extent, y vertical: inout Extent) {
    horizontal.add(scores[0].x)
    vertical.add(scores[0].y)
  }

  func draw(in frame: Frame, series: Int) -> [Element] {
    let x = scores[0].x.map { frame.x($0) ?? 0 }
    let y = scores[0].y.map { frame.y($0) ?? 0 }
    var areas: [Element] = []
    var borders = PathData()
    for k in scores.indices {
      // By how much the class leads the best of the others; the region is where that is not negative.
      let leads = scores[0].values.indices.map { i in
        scores[k].values[i]
          - scores.indices.lazy.filter { $0 != k }.map { scores[$0].values[i] }.reduce(-.infinity, fmax)
      }
      let set = LevelSet(x: x, y: y, values: leads, level: 0)
      var area = PathData()
      for outline in set.outlines { area.polyline(outline, isClosed: true) }
      if !area.isEmpty {
        areas.append(Element("path", ["class": className(k), "fill-opacity": ".28", "d": area]))
      }
      // The border of two classes is a line of both.
      if scores.count > 2 || k == 0 {
        for line in set.lines { borders.polyline(line) }
      }
    }
    return borders.isEmpty ? areas : areas + [Element("path", ["class": "border", "d": borders])]
  }

  /// The larger number; NaN when either is none, so that no class leads there.
  private func fmax(_ a: Double, _ b: Double) -> Double { a.isNaN || b.isNaN ? .nan : max(a, b) }

  private func className(_ k: Int) -> String { "f \(Ink.series(k).className(automatic: 0))" }

  func key(series: Int) -> [Element] { [] }

  func entries(series: Int) -> [LegendEntry] {
    labels.enumerated().map { k, label in
      LegendEntry(
        label: label,
        key: [Element("path", ["class": className(k), "fill-opacity": ".28", "d": "M0-6h22v12h-22z"])])
    }
  }

  var rows: [DataRow] { zip(scores, labels).flatMap { $0.rows($1) } }

  var count: Int { scores[0].values.count }

  var omittedCount: Int { scores.reduce(0) { $0 + $1.values.count { !$0.isFinite } } }
}
