// SPDX-License-Identifier: Apache-2.0

/// A line through points in their order. Where one is not finite the line has a gap.
public struct Line: Hashable, Sendable {
  let x: [Double]
  let y: [Double]
  let label: String?
  let color: Ink
  let stroke: Stroke
  let markers: Marker?
  let width: Double

  /// A line through the points `(x[i], y[i])`.
  ///
  /// - Parameters:
  ///   - label: What the legend calls it. Marks of one label are one series: they share a colour and an entry.
  ///   - markers: The shape of points along the line: all of them when they are few, else some at equal distances;
  ///     `nil` for none.
  ///   - width: The thickness, in units of the figure's size.
  public init(
    _ x: [Double], _ y: [Double], label: String? = nil, color: Ink = .automatic, stroke: Stroke = .automatic,
    markers: Marker? = nil, width: Double = 2
  ) {
    (self.x, self.y, self.label, self.color) = (x, y, label, color)
    (self.stroke, self.markers, self.width) = (stroke, markers, width)
  }

  /// A line over 0, 1, 2 ...
  public init(
    _ y: [Double], label: String? = nil, color: Ink = .automatic, stroke: Stroke = .automatic,
    markers: Marker? = nil, width: Double = 2
  ) {
    self.init(
      y.indices.map(Double.init), y, label: label, color: color, stroke: stroke, markers: markers,
      width: width)
  }
}

extension Line: DrawnMark {
  static let kind = "Line"

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
    let runs = frame.runs(x, y)
    var path = PathData()
    for run in runs { path.polyline(Thinning.thinned(run)) }
    guard !path.isEmpty else { return [] }
    var line = Element("path", ["class": "l \(color.className(automatic: series))", "d": path])
    line.set("stroke-dasharray", stroke.dashes(automatic: series))
    if width != 2 { line.set("stroke-width", width) }
    guard let markers else { return [line] }
    var shapes = PathData()
    for point in Thinning.spread(runs.flatMap { $0 }, most: 24) {
      markers.add(to: &shapes, at: point, size: 7, automatic: series)
    }
    return [line, Element("path", ["class": "f edge \(color.className(automatic: series))", "d": shapes])]
  }

  func key(series: Int) -> [Element] {
    var line = Element("path", ["class": "l \(color.className(automatic: series))", "d": "M0 0h22"])
    line.set("stroke-dasharray", stroke.dashes(automatic: series))
    guard let markers else { return [line] }
    var shape = PathData()
    markers.add(to: &shape, at: Point(x: 11, y: 0), size: 7, automatic: series)
    return [line, Element("path", ["class": "f edge \(color.className(automatic: series))", "d": shape])]
  }

  var rows: [DataRow] {
    zip(x, y).map { [.series: label ?? "", .x: DataText.number($0), .y: DataText.number($1)] }
  }

  var count: Int { x.count }

  var omittedCount: Int { zip(x, y).count { !$0.isFinite || !$1.isFinite } }
}
