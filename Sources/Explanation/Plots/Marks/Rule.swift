// SPDX-License-Identifier: Apache-2.0

/// A straight line across the plot at a value that matters: a threshold, an event.
public struct Rule: Hashable, Sendable {
  private enum Direction { case vertical, horizontal }

  let value: Double
  let label: String?
  private let direction: Direction

  /// A vertical line, with a text at its top.
  public init(x: Double, label: String? = nil) {
    (value, self.label, direction) = (x, label, .vertical)
  }

  /// A horizontal line, with a text at its right end.
  public init(y: Double, label: String? = nil) {
    (value, self.label, direction) = (y, label, .horizontal)
  }
}

extension Rule: DrawnMark {
  static let kind = "Rule"

  var isSeries: Bool { false }

  func check(_ axes: AxisPair) throws(PlotError) {
    switch direction {
    case .vertical: try axes.check(name, x: [value], y: [1])
    case .horizontal: try axes.check(name, x: [1], y: [value])
    }
  }

  func extend(x horizontal: inout Extent, y vertical: inout Extent) {
    switch direction {
    case .vertical: horizontal.add(value)
    case .horizontal: vertical.add(value)
    }
  }

  func draw(in frame: Frame, series: Int) -> [Element] {
    let area = frame.area
    var path = PathData()
    var place: Point
    var anchor = "end"
    switch direction {
    case .vertical:
      guard let x = frame.x(value) else { return [] }
      path.polyline([Point(x: x, y: area.top), Point(x: x, y: area.bottom)])
      let isLeft = x < area.center.x
      place = Point(x: x + (isLeft ? 6 : -6), y: area.top + 13)
      anchor = isLeft ? "start" : "end"
    case .horizontal:
      guard let y = frame.y(value) else { return [] }
      path.polyline([Point(x: area.left, y: y), Point(x: area.right, y: y)])
      place = Point(x: area.right - 4, y: y < area.top + 20 ? y + 15 : y - 6)
    }
    let line = Element("path", ["class": "rule", "stroke-dasharray": "3 3", "d": path])
    guard let label else { return [line] }
    return [
      line,
      Element(
        "text", ["class": "soft note", "x": place.x, "y": place.y, "text-anchor": anchor], text: label),
    ]
  }

  func key(series: Int) -> [Element] { [] }

  var rows: [DataRow] {
    [[.series: label ?? "", direction == .vertical ? .x : .y: DataText.number(value)]]
  }

  var count: Int { 1 }

  var omittedCount: Int { value.isFinite ? 0 : 1 }
}
