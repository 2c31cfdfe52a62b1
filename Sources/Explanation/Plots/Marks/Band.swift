// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The area between two curves over the same places: a spread over runs, an uncertainty.
public struct Band: Hashable, Sendable {
  let x: [Double]
  let low: [Double]
  let high: [Double]
  let label: String?
  let color: Ink

  /// The area from `(x[i], low[i])` to `(x[i], high[i])`.
  ///
  /// - Parameter label: What the legend calls it; that of a ``Line`` to have its colour.
  public init(_ x: [Double], _ low: [Double], _ high: [Double], label: String? = nil, color: Ink = .automatic)
  {
    (self.x, self.low, self.high, self.label, self.color) = (x, low, high, label, color)
  }
}

extension Band: DrawnMark {
  static let kind = "Band"

  func check(_ axes: AxisPair) throws(PlotError) {
    try axes.check(name, x: x, y: low)
    try axes.check(name, x: x, y: high)
  }

  func extend(x horizontal: inout Extent, y vertical: inout Extent) {
    for i in x.indices where x[i].isFinite && low[i].isFinite && high[i].isFinite {
      horizontal.add(x[i])
      vertical.add(low[i])
      vertical.add(high[i])
    }
  }

  func draw(in frame: Frame, series: Int) -> [Element] {
    var path = PathData()
    let paired = x.indices.map { low[$0].isFinite && high[$0].isFinite ? x[$0] : .nan }
    for (top, bottom) in zip(frame.runs(paired, high), frame.runs(paired, low)) {
      path.polyline(Thinning.thinned(top) + Thinning.thinned(bottom).reversed(), isClosed: true)
    }
    return path.isEmpty
      ? [] : [Element("path", ["class": className(series), "fill-opacity": ".22", "d": path])]
  }

  func key(series: Int) -> [Element] {
    [Element("path", ["class": className(series), "fill-opacity": ".22", "d": "M0-5.5h22v11h-22z"])]
  }

  private func className(_ series: Int) -> String { "f \(color.className(automatic: series))" }

  var rows: [DataRow] {
    x.indices.map {
      [
        .series: label ?? "", .x: DataText.number(x[$0]), .low: DataText.number(low[$0]),
        .high: DataText.number(high[$0]),
      ]
    }
  }

  var count: Int { x.count }

  var omittedCount: Int { x.indices.count { !(x[$0].isFinite && low[$0].isFinite && high[$0].isFinite) } }
}
