// SPDX-License-Identifier: Apache-2.0

/// A surface as quadrilaterals in its box, the farthest first.
struct SurfaceMesh {
  /// One cell of the grid.
  struct Facet: Hashable, Sendable {
    /// Around the cell.
    let corners: [BoxPoint]
    /// The height of its middle, 0 to 1 of the axis.
    let height: Double
    /// How strongly the light meets it, -1 to 1.
    let light: Double
    /// How near its middle is along the ground.
    let nearness: Double
  }

  /// The height of the box beside its sides.
  static let height = 0.64
  /// More facets a side cannot be told apart.
  static let sideLimit = 48

  let facets: [Facet]
  /// The grid that the facets show.
  let grid: Grid
  /// How much nearer a cell's neighbour can be.
  let reach: Double
  private let maps: (x: AxisMap, y: AxisMap, z: AxisMap)

  init(_ plot: SurfacePlot, heights: ClosedRange<Double>, _ projection: Projection) {
    let grid = plot.grid.sampled(to: Self.sideLimit)
    let maps = (
      x: AxisMap(plot.x, range: plot.x.range ?? grid.x[0]...grid.x[grid.x.count - 1], from: -0.5, to: 0.5),
      y: AxisMap(plot.y, range: plot.y.range ?? grid.y[0]...grid.y[grid.y.count - 1], from: -0.5, to: 0.5),
      z: AxisMap(plot.z, range: heights, from: -Self.height / 2, to: Self.height / 2)
    )
    self.grid = grid
    self.maps = maps
    // From above the viewer's left shoulder.
    let light = BoxPoint(
      x: projection.towards.x - 0.8 * projection.right.x + 0.6 * projection.up.x,
      y: projection.towards.y - 0.8 * projection.right.y + 0.6 * projection.up.y,
      z: projection.towards.z - 0.8 * projection.right.z + 0.6 * projection.up.z
    ).normalized
    func point(_ row: Int, _ column: Int) -> BoxPoint? {
      guard let x = maps.x(grid.x[column]), let y = maps.y(grid.y[row]), let z = maps.z(grid[row, column]),
        x.magnitude <= 0.501, y.magnitude <= 0.501
      else { return nil }
      return BoxPoint(x: x, y: y, z: min(max(z, -Self.height / 2), Self.height / 2))
    }
    var facets: [Facet] = []
    var reach = 0.0
    for row in 0..<grid.y.count - 1 {
      for column in 0..<grid.x.count - 1 {
        guard let a = point(row, column), let b = point(row, column + 1), let c = point(row + 1, column + 1),
          let d = point(row + 1, column)
        else { continue }
        let normal = (c - a).cross(d - b).normalized
        // On a reversed axis the corners run the other way round.
        let upward = normal.z < 0 ? BoxPoint(x: -normal.x, y: -normal.y, z: -normal.z) : normal
        let (x, y) = ((a.x + c.x) / 2, (a.y + c.y) / 2)
        facets.append(
          Facet(
            corners: [a, b, c, d], height: (a.z + b.z + c.z + d.z) / 4 / Self.height + 0.5,
            light: upward.dot(light),
            nearness: projection.nearness(x: x, y: y)))
        reach = max(
          reach,
          (c.x - a.x).magnitude * projection.towards.x.magnitude
            + (c.y - a.y).magnitude * projection.towards.y.magnitude)
      }
    }
    self.facets = facets.enumerated()
      .sorted { ($0.element.nearness, $0.offset) < ($1.element.nearness, $1.offset) }.map(\.element)
    self.reach = reach
  }

  /// The place on the surface above a place of the ground; `nil` beside the surface.
  func point(x: Double, y: Double) -> BoxPoint? {
    guard let height = grid.interpolated(x: x, y: y), let left = maps.x(x), let top = maps.y(y),
      let up = maps.z(height), left.magnitude <= 0.501, top.magnitude <= 0.501
    else { return nil }
    return BoxPoint(x: left, y: top, z: min(max(up, -Self.height / 2), Self.height / 2))
  }

  /// The ticks of each axis with their coordinates.
  func ticks(_ axis: KeyPath<(x: AxisMap, y: AxisMap, z: AxisMap), AxisMap>, count: Int) -> [(Double, Tick)] {
    let map = maps[keyPath: axis]
    let length = (map.end - map.start).magnitude
    return map.ticks(spacing: length / Double(count)).compactMap { tick in map(tick.value).map { ($0, tick) }
    }
  }
}

extension Grid {
  /// Some of the rows and columns, at equal distances with the first and last, so many at most.
  func sampled(to limit: Int) -> Grid {
    guard x.count > limit || y.count > limit else { return self }
    func chosen(_ count: Int) -> [Int] {
      count <= limit ? Array(0..<count) : (0..<limit).map { $0 * (count - 1) / (limit - 1) }
    }
    let (columns, rows) = (chosen(x.count), chosen(y.count))
    let some = try? Grid(
      x: columns.map { x[$0] }, y: rows.map { y[$0] },
      values: rows.flatMap { row in columns.map { self[row, $0] } })
    return some ?? self
  }
}
