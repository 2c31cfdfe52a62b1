// SPDX-License-Identifier: Apache-2.0

/// A function of two variables as a surface in a box, lit, with ways over it.
public struct SurfacePlot: Figure, Hashable {
  public let title: String
  /// What the reader should see in the figure, in a sentence.
  public let summary: String
  /// The function.
  public let grid: Grid
  /// The axes along the ground.
  public let x, y: Axis
  /// The height's axis.
  public let z: Axis
  /// The colours, by height.
  public let colors: ColorMap
  /// The size on paper.
  public internal(set) var size: PlotSize
  /// From where the surface is seen.
  public let viewpoint: Viewpoint
  /// Ways over the surface.
  public let paths: [SurfacePath]

  /// A surface over a grid; where it is not finite it has holes.
  ///
  /// - Parameters:
  ///   - title: What the figure shows, in a few words.
  ///   - summary: What the reader should see in it, in a sentence.
  ///   - paths: Ways over the surface.
  /// - Throws: ``PlotError`` for a grid with a single row or column, heights at or below 0 on a logarithmic axis, lists
  ///   of different lengths, ranges that an axis cannot span.
  public init(
    title: String, summary: String = "", _ grid: Grid, x: Axis = Axis("x"), y: Axis = Axis("y"),
    z: Axis = Axis(),
    colors: ColorMap = .sequential, size: PlotSize = .standard, viewpoint: Viewpoint = Viewpoint(),
    paths: [SurfacePath] = []
  ) throws(PlotError) {
    (self.title, self.summary, self.grid, self.x, self.y, self.z) = (title, summary, grid, x, y, z)
    (self.colors, self.size, self.viewpoint, self.paths) = (colors, size, viewpoint, paths)
    let name = "SurfacePlot \"\(title)\""
    guard grid.x.count > 1, grid.y.count > 1 else { throw .empty(name) }
    try grid.check(name, AxisPair(x: x, y: y))
    try AxisPair.check(name, grid.values, along: "z axis", scale: z.scale)
    for (name, axis) in [("the x axis", x), ("the y axis", y), ("the z axis", z)] {
      guard let range = axis.range else { continue }
      guard axis.shows(range.lowerBound), axis.shows(range.upperBound), range.lowerBound < range.upperBound
      else {
        throw .range(name, range)
      }
    }
    for path in paths { try AxisPair(x: x, y: y).check(path.name, x: path.x, y: path.y) }
  }

  public var drawing: Drawing { SurfaceLayout(self).drawing }

  public func narrowed(to width: Double) -> (any Figure)? {
    guard let size = size.narrowed(to: width) else { return nil }
    var plot = self
    plot.size = size
    return plot
  }

  var rows: [DataRow] {
    let surface = grid.rows(title).map { row in
      var row = row
      row[.z] = row.removeValue(forKey: .value)
      return row
    }
    return surface
      + paths.flatMap { path in
        zip(path.x, path.y).map { x, y in
          [
            .series: path.label ?? "path", .x: DataText.number(x), .y: DataText.number(y),
            .z: DataText.number(grid.interpolated(x: x, y: y) ?? .nan),
          ]
        }
      }
  }

  /// What a screen reader says about the surface.
  func fullSummary(_ heights: ClosedRange<Double>) -> String {
    let omitted = grid.values.count { !$0.isFinite }
    let parts = [
      summary, "A surface of \(grid.x.count) by \(grid.y.count) values.",
      Plot.text("Axis", x, grid.x[0]...grid.x[grid.x.count - 1]),
      Plot.text("Axis", y, grid.y[0]...grid.y[grid.y.count - 1]), Plot.text("Height", z, heights),
      paths.isEmpty ? "" : paths.map { "\($0.name), \($0.x.count) places" }.joined(separator: "; ") + ".",
      omitted == 0
        ? ""
        : omitted == 1
          ? "1 value is not finite and left out." : "\(omitted) values are not finite and left out.",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
