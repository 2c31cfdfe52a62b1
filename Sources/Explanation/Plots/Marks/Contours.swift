// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The lines along which a function has the same value, with the areas between them in colours or left free.
public struct Contours: Hashable, Sendable {
  let grid: Grid
  let isFilled: Bool
  let scale: ColorScale
  /// The values of the lines, rising.
  public let levels: [Double]

  /// The contours of a function on a grid.
  ///
  /// - Parameters:
  ///   - levels: The values of the lines; `nil` takes about ten round ones, in equal ratios on a logarithmic scale.
  ///   - title: What the numbers are, with their unit.
  ///   - isFilled: Whether the areas are coloured; lines are, otherwise.
  ///   - scale: How values lie between crossings of the grid, and how they become colours; on a logarithmic scale
  ///     they must be above 0.
  public init(
    _ grid: Grid, levels: [Double]? = nil, title: String = "", isFilled: Bool = true,
    colors: ColorMap = .sequential, scale: Axis.Scale = .linear
  ) {
    self.grid = grid
    self.isFilled = isFilled
    let given = levels.flatMap { $0.isEmpty ? nil : Extent($0).axisRange(scale, margin: 0) }
    self.scale = ColorScale(title: title, map: colors, scale: scale, range: given, over: grid.values)
    self.levels = (levels ?? Self.levels(self.scale)).filter(\.isFinite).sorted()
  }

  private static func levels(_ scale: ColorScale) -> [Double] {
    guard scale.scale == .logarithmic else {
      return Ticks.linear(in: scale.range, count: 10).map(\.value)
    }
    let (low, high) = (Double.log(scale.range.lowerBound), Double.log(scale.range.upperBound))
    return (1...11).map { Double.exp(low + (high - low) * Double($0) / 12) }
  }
}

extension Contours: DrawnMark {
  static let kind = "Contours"

  var label: String? { scale.title.isEmpty ? nil : scale.title }
  var isSeries: Bool { false }
  var fills: Bool { true }
  var colorBar: ColorBar? { ColorBar(scale: scale, levels: isFilled ? levels : nil) }

  func check(_ axes: AxisPair) throws(PlotError) {
    try grid.check(name, axes)
    try AxisPair.check(name, grid.values, along: "colour scale", scale: scale.scale)
    try AxisPair.check("the levels of \(name)", levels, along: "colour scale", scale: scale.scale)
    guard grid.x.count > 1, grid.y.count > 1, !levels.isEmpty else { throw .empty(name) }
  }

  func extend(x horizontal: inout Extent, y vertical: inout Extent) {
    horizontal.add(grid.x)
    vertical.add(grid.y)
  }

  func draw(in frame: Frame, series: Int) -> [Element] {
    let isLogarithmic = scale.scale == .logarithmic
    let heights = isLogarithmic ? grid.map(Double.log).values : grid.values
    let x = grid.x.map { frame.x($0) ?? 0 }
    let y = grid.y.map { frame.y($0) ?? 0 }
    func color(_ step: Int) -> String {
      ColorBar.color(step, of: levels.count + 1, scale.map).description
    }
    var elements: [Element] = []
    if isFilled {
      // Each area is painted over the one that holds it, so that no seam shows between neighbours.
      let ground = LevelSet(x: x, y: y, values: heights, level: -.greatestFiniteMagnitude)
      elements += [Self.path(ground.outlines, isClosed: true, ["fill": color(0)])]
    }
    for (step, level) in levels.enumerated() {
      let set = LevelSet(x: x, y: y, values: heights, level: isLogarithmic ? Double.log(level) : level)
      if isFilled, !set.outlines.isEmpty {
        elements.append(Self.path(set.outlines, isClosed: true, ["fill": color(step + 1)]))
      }
      guard !set.lines.isEmpty else { continue }
      elements.append(
        isFilled
          ? Self.path(set.lines, isClosed: false, ["class": "contour"])
          : Self.path(
            set.lines, isClosed: false, ["class": "l", "stroke-width": 1.4, "stroke": lineColor(level)]))
    }
    return elements
  }

  /// A line's colour, never the near white in the middle of diverging colours.
  private func lineColor(_ level: Double) -> String {
    let fraction = scale.axis.fraction(level)
    guard scale.map == .diverging else { return scale.map.color(fraction).description }
    return scale.map.color(fraction < 0.5 ? 0.76 * fraction : 1 - 0.76 * (1 - fraction)).description
  }

  private static func path(
    _ lines: [[Point]], isClosed: Bool, _ attributes: KeyValuePairs<String, any AttributeValue>
  ) -> Element {
    var data = PathData()
    for line in lines { data.polyline(line, isClosed: isClosed) }
    var element = Element("path", attributes)
    element.set("d", data)
    return element
  }

  func key(series: Int) -> [Element] { [] }

  var rows: [DataRow] { grid.rows(label) }

  var count: Int { grid.values.count }

  var omittedCount: Int { grid.values.count { !$0.isFinite } }
}
