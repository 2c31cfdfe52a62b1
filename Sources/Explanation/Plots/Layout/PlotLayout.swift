// SPDX-License-Identifier: Apache-2.0

/// A plot laid out: from top to bottom the title, the legend, the titles of the vertical axis and of the colours, the
/// area, the ticks and the title of the horizontal axis.
struct PlotLayout {
  static let lineHeight = 17.0
  private static let edge = 4.0

  private let plot: Plot
  private let ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>)
  private let series: [Int]
  private let titleLines: [String]
  private let legend: Legend
  private let bar: ColorBarLayout?
  private let head: Double
  private var frame: Frame
  private var height: Double

  init(_ plot: Plot) {
    self.plot = plot
    let (width, edge) = (plot.size.width, Self.edge)
    ranges = plot.ranges
    series = plot.seriesNumbers
    titleLines = TextWidth.lines(plot.title, width: width - 2 * edge, size: 15, isBold: true)
    legend = Legend(plot.showsLegend ? plot.entries : [], width: width - 2 * edge)
    bar = plot.marks.lazy.compactMap(\.drawn.colorBar).first.map(ColorBarLayout.init)
    head =
      Double(titleLines.count) * 20 + (titleLines.isEmpty ? 2 : 8)
      + legend.height + (legend.height > 0 ? 6 : 0)
    let titleWidth = TextWidth.of(plot.y.title, size: 13)
    let barTitleWidth = bar.map { TextWidth.of($0.title, size: 13) } ?? 0
    let titleRows = titleWidth + barTitleWidth == 0 ? 0 : titleWidth + barTitleWidth + 20 > width ? 2 : 1
    let top = head + Double(titleRows) * Self.lineHeight + 8
    let tickRows = plot.x.categories == nil ? 1 : XTicks.most
    let foot = 8 + Double(tickRows) * Self.lineHeight + (plot.x.title.isEmpty ? 0 : Self.lineHeight + 2)

    let bottom = max(top + 40, plot.size.height - foot)
    let upright = AxisMap(plot.y, range: ranges.y, from: bottom, to: top)
    let labels = upright.ticks(spacing: 42).map { TextWidth.of($0.label, size: 13) }
    let left = edge + min(labels.max() ?? 0, width * 0.4) + 9
    let right = width - (bar.map { $0.width(height: bottom - top) + 16 } ?? 14)
    var area = Rectangle(left: left, top: top, right: max(left + 40, right), bottom: bottom)
    height = plot.size.height
    if plot.hasEqualUnits {
      let across = area.width / (ranges.x.upperBound - ranges.x.lowerBound)
      let down = area.height / (ranges.y.upperBound - ranges.y.lowerBound)
      if across < down {
        area.bottom = area.top + area.height * across / down
        height -= bottom - area.bottom
      } else {
        area.right = area.left + area.width * down / across
      }
    }
    frame = Frame(
      area: area, x: AxisMap(plot.x, range: ranges.x, from: area.left, to: area.right),
      y: AxisMap(plot.y, range: ranges.y, from: area.bottom, to: area.top))
    for (mark, number) in zip(plot.marks, series) {
      if case .bars = mark, !frame.barSlots.contains(number) { frame.barSlots.append(number) }
    }
    let ticks = XTicks(frame, width: width)
    height -= Double(tickRows - ticks.rowCount) * Self.lineHeight
  }

  var drawing: Drawing {
    let plot = plot
    return Drawing(
      title: plot.title, summary: plot.fullSummary(ranges), width: plot.size.width, height: height,
      content: titles + legend.draw(at: Point(x: Self.edge, y: head - legend.height - 6)) + content,
      data: { plot.marks.flatMap(\.drawn.rows) })
  }

  private var titles: [Element] {
    let area = frame.area
    var elements = titleLines.enumerated().map { i, line in
      Element("text", ["class": "title", "x": Self.edge, "y": 17 + Double(i) * 20], text: line)
    }
    let first = head + Self.lineHeight - 5
    if !plot.y.title.isEmpty {
      let text = TextWidth.shortened(plot.y.title, width: plot.size.width - 8, size: 13)
      elements.append(Element("text", ["class": "soft", "x": Self.edge, "y": first], text: text))
    }
    if !plot.x.title.isEmpty {
      elements.append(
        Element(
          "text", ["class": "soft", "x": area.right, "y": height - 6, "text-anchor": "end"],
          text: TextWidth.shortened(plot.x.title, width: area.right - 4, size: 13)))
    }
    if let bar, !bar.title.isEmpty {
      elements.append(
        Element(
          "text", ["class": "soft", "x": plot.size.width - 4, "y": area.top - 13, "text-anchor": "end"],
          text: TextWidth.shortened(bar.title, width: plot.size.width - 8, size: 13)))
    }
    return elements
  }

  private var content: [Element] {
    let area = frame.area
    let fills = plot.marks.contains { $0.drawn.fills }
    let horizontal = XTicks(frame, width: plot.size.width)
    let vertical = frame.y.ticks(spacing: 42)
    var elements: [Element] = []
    if !fills { elements += grid(horizontal.ticks, vertical) }
    // What leaves the area is cut, but half a marker on its border stays.
    let margin = fills ? 0.0 : 5.0
    let view = Rectangle(
      left: area.left - margin, top: area.top - margin, right: area.right + margin,
      bottom: area.bottom + margin)
    elements.append(
      Element(
        "svg",
        [
          "x": view.left, "y": view.top, "width": view.width, "height": view.height,
          "viewBox": "\(Tenths(view.left)) \(Tenths(view.top)) \(Tenths(view.width)) \(Tenths(view.height))",
        ], zip(plot.marks, series).flatMap { $0.drawn.draw(in: frame, series: $1) }))
    elements += axes(horizontal, vertical, isFramed: fills)
    if let bar { elements += bar.draw(left: area.right + 16, top: area.top, bottom: area.bottom) }
    return elements
  }

  /// Faint lines at the ticks; none along categories.
  private func grid(_ horizontal: [Tick], _ vertical: [Tick]) -> [Element] {
    let area = frame.area
    var path = PathData()
    if plot.x.categories == nil {
      for x in horizontal.compactMap({ frame.x($0.value) }) {
        path.polyline([Point(x: x, y: area.top), Point(x: x, y: area.bottom)])
      }
    }
    if plot.y.categories == nil {
      for y in vertical.compactMap({ frame.y($0.value) }) {
        path.polyline([Point(x: area.left, y: y), Point(x: area.right, y: y)])
      }
    }
    return path.isEmpty ? [] : [Element("path", ["class": "grid", "d": path])]
  }

  /// The lines of the axes with their ticks and labels.
  private func axes(_ horizontal: XTicks, _ vertical: [Tick], isFramed: Bool) -> [Element] {
    let area = frame.area
    var path = PathData()
    if isFramed {
      path.rectangle(area)
    } else {
      let base = frame.barSlots.isEmpty ? area.bottom : frame.y(0) ?? area.bottom
      path.polyline([Point(x: area.left, y: area.bottom), Point(x: area.right, y: area.bottom)])
      if base != area.bottom { path.polyline([Point(x: area.left, y: base), Point(x: area.right, y: base)]) }
    }
    if plot.x.categories == nil {
      for x in horizontal.ticks.compactMap({ frame.x($0.value) }) {
        path.polyline([Point(x: x, y: area.bottom), Point(x: x, y: area.bottom + 5)])
      }
    }
    if plot.x.scale == .logarithmic {
      for x in Ticks.logarithmicMinors(in: ranges.x).compactMap({ frame.x($0) }) {
        path.polyline([Point(x: x, y: area.bottom), Point(x: x, y: area.bottom + 3)])
      }
    }
    if plot.y.scale == .logarithmic {
      for y in Ticks.logarithmicMinors(in: ranges.y).compactMap({ frame.y($0) }) {
        path.polyline([Point(x: area.left - 3, y: y), Point(x: area.left, y: y)])
      }
    }
    if isFramed {
      for y in vertical.compactMap({ frame.y($0.value) }) {
        path.polyline([Point(x: area.left - 5, y: y), Point(x: area.left, y: y)])
      }
    }
    let labels = vertical.compactMap { tick in
      frame.y(tick.value).map { y in
        Element(
          "text", ["x": area.left - 8, "y": y + 4.5, "text-anchor": "end"],
          text: TextWidth.shortened(tick.label, width: area.left - 12, size: 13))
      }
    }
    return [Element("path", ["class": "axis", "d": path])] + labels + horizontal.labels
  }
}
