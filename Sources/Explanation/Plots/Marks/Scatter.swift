// SPDX-License-Identifier: Apache-2.0

/// Points. Those that are not finite are left out.
public struct Scatter: Hashable, Sendable {
  let x: [Double]
  let y: [Double]
  let label: String?
  let color: Ink
  let marker: Marker
  let size: Double

  /// The points `(x[i], y[i])`.
  ///
  /// - Parameters:
  ///   - label: What the legend calls them. Marks of one label are one series: they share a colour and an entry.
  ///   - size: The diameter, in units of the figure's size.
  public init(
    _ x: [Double], _ y: [Double], label: String? = nil, color: Ink = .automatic, marker: Marker = .automatic,
    size: Double = 7
  ) {
    (self.x, self.y, self.label, self.color, self.marker, self.size) = (x, y, label, color, marker, size)
  }
}

extension Scatter: DrawnMark {
  static let kind = "Scatter"

  func check(_ axes: AxisPair) throws(PlotError) {
    try axes.check(name, x: x, y: y)
  }

  func extend(x horizontal: inout Extent, y vertical: inout Extent) {
    for (x, y) in zip(x, y) where x.isFinite && y.isFinite {
      horizontal.add(x)
      vertical.add(y)
    }
  }

  func draw(in frame: Frame, series: Int) -> [Element] {
    var shapes = PathData()
    for point in frame.runs(x, y).joined() {
      marker.add(to: &shapes, at: point, size: size, automatic: series)
    }
    return shapes.isEmpty ? [] : [element(shapes, series)]
  }

  func key(series: Int) -> [Element] {
    var shape = PathData()
    marker.add(to: &shape, at: Point(x: 11, y: 0), size: min(size, 9), automatic: series)
    return [element(shape, series)]
  }

  private func element(_ shapes: PathData, _ series: Int) -> Element {
    Element("path", ["class": "f edge \(color.className(automatic: series))", "d": shapes])
  }

  var rows: [DataRow] {
    zip(x, y).map { [.series: label ?? "", .x: DataText.number($0), .y: DataText.number($1)] }
  }

  var count: Int { x.count }

  var omittedCount: Int { zip(x, y).count { !$0.isFinite || !$1.isFinite } }
}
