// SPDX-License-Identifier: Apache-2.0

/// Numbers of a grid as the colours of its cells. Cells that are not finite stay empty.
public struct HeatMap: Hashable, Sendable {
  let grid: Grid
  let scale: ColorScale

  /// The cells of a grid.
  ///
  /// - Parameters:
  ///   - title: What the numbers are, with their unit.
  ///   - scale: How numbers become colours; on a logarithmic scale they must be above 0.
  ///   - range: The numbers from the first to the last colour; those beyond have the nearest one's. `nil` takes those
  ///     of the grid, for diverging colours with 0 in the middle.
  public init(
    _ grid: Grid, title: String = "", colors: ColorMap = .sequential, scale: Axis.Scale = .linear,
    range: ClosedRange<Double>? = nil
  ) {
    self.grid = grid
    self.scale = ColorScale(title: title, map: colors, scale: scale, range: range, over: grid.values)
  }

  /// The most cells along a side. Of a larger grid the means of neighbours are drawn.
  static let sideLimit = 200
}

extension HeatMap: DrawnMark {
  static let kind = "HeatMap"

  var label: String? { scale.title.isEmpty ? nil : scale.title }
  var isSeries: Bool { false }
  var fills: Bool { true }
  var colorBar: ColorBar? { ColorBar(scale: scale, levels: nil) }

  func check(_ axes: AxisPair) throws(PlotError) {
    try grid.check(name, axes)
    try AxisPair.check(name, grid.values, along: "colour scale", scale: scale.scale)
    guard scale.range.lowerBound < scale.range.upperBound else {
      throw .range("The colours of \(name)", scale.range)
    }
  }

  func extend(x horizontal: inout Extent, y vertical: inout Extent) {
    horizontal.add(Self.ends(grid.x))
    vertical.add(Self.ends(grid.y))
  }

  /// Where the first and the last cell end, half a cell beyond their places.
  private static func ends(_ places: [Double]) -> [Double] {
    let last = places.count - 1
    guard last > 0 else { return [places[0] - 0.5, places[0] + 0.5] }
    let start = places[0] - (places[1] - places[0]) / 2
    // On a logarithmic axis half a cell may lead to 0.
    return [
      places[0] > 0 && start <= 0 ? places[0] : start, places[last] + (places[last] - places[last - 1]) / 2,
    ]
  }

  func draw(in frame: Frame, series: Int) -> [Element] {
    let cells = grid.coarsened(to: Self.sideLimit)
    let columns = Self.borders(cells.x.map { frame.x($0) ?? 0 })
    let rows = Self.borders(cells.y.map { frame.y($0) ?? 0 })
    let axis = scale.axis
    // One outline a colour, and in it one rectangle for a run of equal cells: far shorter than one element a cell.
    var outlines: [RGB: PathData] = [:]
    var order: [RGB] = []
    for row in cells.y.indices {
      var column = 0
      while column < cells.x.count {
        let color = axis(cells[row, column]).map(scale.map.step)
        var end = column + 1
        while end < cells.x.count, axis(cells[row, end]).map(scale.map.step) == color { end += 1 }
        if let color {
          if outlines[color] == nil { order.append(color) }
          outlines[color, default: PathData()].rectangle(
            Rectangle(left: columns[column], top: rows[row], right: columns[end], bottom: rows[row + 1]))
        }
        column = end
      }
    }
    let paths = order.compactMap { color in
      outlines[color].map { Element("path", ["fill": color.description, "d": $0]) }
    }
    return [Element("g", ["shape-rendering": "crispEdges"], paths)]
  }

  /// The borders of cells around their places: halfway to the neighbours.
  private static func borders(_ places: [Double]) -> [Double] {
    guard places.count > 1 else { return [places[0] - 1e5, places[0] + 1e5] }
    let last = places.count - 1
    let between = zip(places, places.dropFirst()).map { ($0 + $1) / 2 }
    return [places[0] - (between[0] - places[0])] + between + [
      places[last] + (places[last] - between[last - 1])
    ]
  }

  func key(series: Int) -> [Element] { [] }

  var rows: [DataRow] { grid.rows(label) }

  var count: Int { grid.values.count }

  var omittedCount: Int { grid.values.count { !$0.isFinite } }
}
