// SPDX-License-Identifier: Apache-2.0

/// The scale of colours beside a plot.
struct ColorBarLayout {
  private static let thickness = 14.0
  private let bar: ColorBar

  init(_ bar: ColorBar) { self.bar = bar }

  var title: String { bar.scale.title }

  /// The width with its labels, at that height.
  func width(height: Double) -> Double {
    let labels = map(top: 0, bottom: height).ticks(spacing: 42).map { TextWidth.of($0.label, size: 13) }
    return Self.thickness + 8 + (labels.max() ?? 0) + 6
  }

  private func map(top: Double, bottom: Double) -> AxisMap {
    AxisMap(bar.scale.axis.axis, range: range, from: bottom, to: top)
  }

  /// With levels, as much below the first and above the last as between them.
  private var range: ClosedRange<Double> {
    guard let levels = bar.levels, let first = levels.first, let last = levels.last else {
      return bar.scale.range
    }
    var extent = Extent([first, last])
    extent.add([bar.scale.range.lowerBound, bar.scale.range.upperBound])
    return extent.axisRange(bar.scale.scale, margin: 0.04)
  }

  /// The strip of colours, its border, and its ticks.
  func draw(left: Double, top: Double, bottom: Double) -> [Element] {
    let map = map(top: top, bottom: bottom)
    let right = left + Self.thickness
    var elements: [Element] = []
    func strip(_ color: RGB, _ from: Double, _ to: Double) {
      elements.append(
        Element(
          "rect",
          [
            "fill": color.description, "x": left, "y": min(from, to), "width": Self.thickness,
            "height": (to - from).magnitude,
          ]))
    }
    if let levels = bar.levels {
      let borders = [bottom] + levels.compactMap { map($0) } + [top]
      for (step, ends) in zip(borders, borders.dropFirst()).enumerated() {
        strip(ColorBar.color(step, of: borders.count - 1, bar.scale.map), ends.0, ends.1)
      }
    } else {
      let count = 48
      for step in 0..<count {
        let from = bottom + (top - bottom) * Double(step) / Double(count)
        let to = bottom + (top - bottom) * Double(step + 1) / Double(count)
        strip(bar.scale.map.color((Double(step) + 0.5) / Double(count)), from, to)
      }
    }
    elements = [Element("g", ["shape-rendering": "crispEdges"], elements)]
    var path = PathData()
    path.rectangle(Rectangle(left: left, top: top, right: right, bottom: bottom))
    for tick in map.ticks(spacing: 42) {
      guard let y = map(tick.value) else { continue }
      path.polyline([Point(x: right, y: y), Point(x: right + 4, y: y)])
      elements.append(Element("text", ["x": right + 8, "y": y + 4.5], text: tick.label))
    }
    elements.append(Element("path", ["class": "axis", "d": path]))
    return elements
  }
}
