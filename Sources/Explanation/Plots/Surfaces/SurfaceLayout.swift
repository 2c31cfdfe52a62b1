// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A surface laid out: the title, the legend, and the box with its walls behind the surface and its numbers in front.
struct SurfaceLayout {
  private let plot: SurfacePlot
  private let heights: ClosedRange<Double>
  private let projection: Projection
  private let mesh: SurfaceMesh
  private let titleLines: [String]
  private let series: [Int]
  private let legend: Legend
  private let head: Double

  init(_ plot: SurfacePlot) {
    self.plot = plot
    heights = plot.z.range ?? Extent(plot.grid.values).axisRange(plot.z.scale, margin: 0)
    titleLines = TextWidth.lines(plot.title, width: plot.size.width - 8, size: 15, isBold: true)
    // Vermillion first: the colours that stand out from those of the surface.
    series = plot.paths.indices.map { [1, 3, 5, 4, 0, 7][$0 % 6] }
    let entries = zip(plot.paths, series).compactMap { path, number in
      path.label.map { LegendEntry(label: $0, key: Self.key(path.color, number)) }
    }
    legend = Legend(entries, width: plot.size.width - 8)
    head = Double(titleLines.count) * 20 + 8 + legend.height
    var projection = Projection(plot.viewpoint)
    let corners = Self.corners.map { projection($0) }
    let (width, height) = (Extent(corners.map(\.x)), Extent(corners.map(\.y)))
    let room = Rectangle(left: 66, top: head + 20, right: plot.size.width - 50, bottom: plot.size.height - 26)
    let scale = min(
      room.width / (width.high - width.low), max(40, room.height) / (height.high - height.low))
    projection.scale = scale
    projection.center = Point(
      x: room.center.x - scale * (width.low + width.high) / 2,
      y: room.center.y - scale * (height.low + height.high) / 2)
    self.projection = projection
    mesh = SurfaceMesh(plot, heights: heights, projection)
  }

  private static let corners = [-0.5, 0.5].flatMap { x in
    [-0.5, 0.5].flatMap { y in
      [-0.5, 0.5].map { BoxPoint(x: x, y: y, z: $0 * SurfaceMesh.height) }
    }
  }

  private static func key(_ color: Ink, _ series: Int) -> [Element] {
    let name = color.className(automatic: series)
    var end = PathData()
    end.circle(at: Point(x: 18, y: 0), radius: 3.6)
    return [
      Element("path", ["class": "l \(name)", "d": "M2 0h16"]),
      Element("path", ["class": "f edge \(name)", "d": end]),
    ]
  }

  var drawing: Drawing {
    let plot = plot
    let titles = titleLines.enumerated().map { i, line in
      Element("text", ["class": "title", "x": 4.0, "y": 17 + Double(i) * 20], text: line)
    }
    return Drawing(
      title: plot.title, summary: plot.fullSummary(heights), width: plot.size.width, height: plot.size.height,
      content: titles + legend.draw(at: Point(x: 4, y: head - legend.height)) + walls + surface + labels,
      data: { plot.rows })
  }

  // MARK: The box

  /// The sides of the box away from the viewer.
  private var far: (x: Double, y: Double) {
    (projection.towards.x >= 0 ? -0.5 : 0.5, projection.towards.y >= 0 ? -0.5 : 0.5)
  }

  private static let floor = -SurfaceMesh.height / 2

  private var walls: [Element] {
    let (far, floor) = (far, Self.floor)
    var grid = PathData()
    func line(_ points: [BoxPoint]) { grid.polyline(points.map { projection($0) }) }
    for (x, _) in mesh.ticks(\.x, count: 5) {
      line([
        BoxPoint(x: x, y: -far.y, z: floor), BoxPoint(x: x, y: far.y, z: floor),
        BoxPoint(x: x, y: far.y, z: -floor),
      ])
    }
    for (y, _) in mesh.ticks(\.y, count: 5) {
      line([
        BoxPoint(x: -far.x, y: y, z: floor), BoxPoint(x: far.x, y: y, z: floor),
        BoxPoint(x: far.x, y: y, z: -floor),
      ])
    }
    for (z, _) in mesh.ticks(\.z, count: 4) {
      line([
        BoxPoint(x: -far.x, y: far.y, z: z), BoxPoint(x: far.x, y: far.y, z: z),
        BoxPoint(x: far.x, y: -far.y, z: z),
      ])
    }
    var frame = PathData()
    let near = (x: -far.x, y: -far.y)
    frame.polyline(
      [(far.x, near.y), (near.x, near.y), (near.x, far.y)]
        .map { projection(BoxPoint(x: $0.0, y: $0.1, z: floor)) })
    let side = sideEdge
    frame.polyline([floor, -floor].map { projection(BoxPoint(x: side.x, y: side.y, z: $0)) })
    return [Element("path", ["class": "grid", "d": grid]), Element("path", ["class": "axis", "d": frame])]
  }

  /// The upright edge at the left, where the heights are written.
  private var sideEdge: (x: Double, y: Double) {
    let edges = [(x: far.x, y: -far.y), (x: -far.x, y: far.y)]
    let places = edges.map { projection(BoxPoint(x: $0.x, y: $0.y, z: 0)).x }
    return places[0] <= places[1] ? edges[0] : edges[1]
  }

  private var labels: [Element] {
    let (near, floor) = ((x: -far.x, y: -far.y), Self.floor)
    var elements: [Element] = []
    /// Writes outside the box, in the direction from its middle.
    func write(
      _ text: String, at point: BoxPoint, towards direction: BoxPoint, _ distance: Double, _ name: String
    ) {
      let place = projection(point)
      let (dx, dy) = (direction.dot(projection.right), -direction.dot(projection.up))
      let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
      let slant = dx / length
      let anchor = slant < -0.35 ? "end" : slant > 0.35 ? "start" : "middle"
      elements.append(
        Element(
          "text",
          [
            "class": name, "x": place.x + slant * distance, "y": place.y + dy / length * distance + 6,
            "text-anchor": anchor,
          ], text: text))
    }
    let (alongX, alongY) = (BoxPoint(x: 0, y: near.y, z: 0), BoxPoint(x: near.x, y: 0, z: 0))
    for (x, tick) in mesh.ticks(\.x, count: 5) {
      write(tick.label, at: BoxPoint(x: x, y: near.y, z: floor), towards: alongX, 10, "tick")
    }
    for (y, tick) in mesh.ticks(\.y, count: 5) {
      write(tick.label, at: BoxPoint(x: near.x, y: y, z: floor), towards: alongY, 10, "tick")
    }
    write(plot.x.title, at: BoxPoint(x: 0, y: near.y, z: floor), towards: alongX, 36, "soft")
    write(plot.y.title, at: BoxPoint(x: near.x, y: 0, z: floor), towards: alongY, 36, "soft")
    let side = sideEdge
    // The number at the floor keeps clear of the one at the corner below it.
    let lowest = projection(BoxPoint(x: side.x, y: side.y, z: floor)).y
    for (z, tick) in mesh.ticks(\.z, count: 4) {
      let place = projection(BoxPoint(x: side.x, y: side.y, z: z))
      elements.append(
        Element(
          "text", ["x": place.x - 7, "y": min(place.y + 4.5, lowest - 5), "text-anchor": "end"],
          text: tick.label))
    }
    let top = projection(BoxPoint(x: side.x, y: side.y, z: -floor))
    elements.append(
      Element("text", ["class": "soft", "x": max(4, top.x - 40), "y": top.y - 12], text: plot.z.title))
    return elements.filter { !$0.children.isEmpty }
  }

  // MARK: The surface and the ways over it

  private var surface: [Element] {
    let trails = zip(plot.paths, series).map { SurfaceTrail($0, series: $1, on: mesh, projection) }
    var pending = trails.flatMap(\.pieces).enumerated()
      .sorted { ($0.element.nearness, $0.offset) > ($1.element.nearness, $1.offset) }.map(\.element)
    var elements: [Element] = []
    for facet in mesh.facets {
      while let piece = pending.last, piece.nearness < facet.nearness {
        elements.append(pending.removeLast().element)
      }
      var outline = PathData()
      outline.polyline(facet.corners.map { projection($0) }, isClosed: true)
      let strength = 0.72 + 0.42 * max(0, facet.light)
      elements.append(
        Element("path", ["fill": plot.colors.step(facet.height).lit(strength).description, "d": outline]))
    }
    while let piece = pending.popLast() { elements.append(piece.element) }
    let group = Element(
      "g", ["stroke": "#000", "stroke-opacity": ".12", "stroke-width": ".4", "stroke-linejoin": "round"],
      elements)
    return [group] + trails.flatMap(\.overlay)
  }
}
