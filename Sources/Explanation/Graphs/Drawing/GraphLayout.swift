// SPDX-License-Identifier: Apache-2.0

/// A graph on paper: boxes in layers, arrows down for the forward pass and up for the backward one.
struct GraphLayout {
  private let figure: GraphDrawing
  private let boxes: [NodeBox]
  private let layout: LayeredLayout
  /// For each edge the places where it leaves one box and enters the other, from the boxes' centres.
  private let ports: [(source: Double, target: Double)]
  /// For each edge whether an adjoint comes back along it.
  private let comesBack: [Bool]

  private static let margin = 16.0
  /// How far beside each other the two directions of an edge run.
  private static let apart = 3.5

  init(_ figure: GraphDrawing) {
    self.figure = figure
    let graph = figure.graph
    let moment = figure.moment
    boxes = graph.nodes.enumerated().map { number, node in NodeBox(node, at: moment.map { ($0, number) }) }
    let edges = graph.edges.map { (source: $0.source, target: $0.target) }
    layout = LayeredLayout(sizes: boxes.map { ($0.width, $0.height) }, edges: edges)
    comesBack = graph.edges.map { edge in
      [edge.source, edge.target].allSatisfy {
        graph.nodes[$0].adjoint != nil && graph.nodes[$0].adjoint != "none"
      }
        && moment?.passed.contains(edge.target) != false
    }
    ports = Self.ports(layout, graph.edges, boxes)
  }

  /// The edges of a node leave it side by side, in the order of where they lead.
  private static func ports(
    _ layout: LayeredLayout, _ edges: [ComputationalGraph.Edge], _ boxes: [NodeBox]
  ) -> [(source: Double, target: Double)] {
    var ports = edges.map { _ in (source: 0.0, target: 0.0) }
    func spread(_ numbers: [Int], _ node: Int, _ next: (Int) -> Double) -> [(Int, Double)] {
      let sorted = numbers.sorted { (next($0), $0) < (next($1), $1) }
      let step = min(24, boxes[node].width * 0.7 / Double(max(1, numbers.count - 1)))
      return sorted.enumerated().map { ($1, (Double($0) - Double(numbers.count - 1) / 2) * step) }
    }
    for (node, numbers) in Dictionary(grouping: edges.indices, by: { edges[$0].source }) {
      for (edge, offset) in spread(numbers, node, { layout.routes[$0][1].x }) { ports[edge].source = offset }
    }
    for (node, numbers) in Dictionary(grouping: edges.indices, by: { edges[$0].target }) {
      let beforeLast = { (edge: Int) in layout.routes[edge][layout.routes[edge].count - 2].x }
      for (edge, offset) in spread(numbers, node, beforeLast) { ports[edge].target = offset }
    }
    return ports
  }

  var drawing: Drawing {
    let title = TextWidth.lines(figure.title, width: max(260, layout.width), size: 15, isBold: true)
    let legend = legend
    let top = Self.margin + 20 * Double(title.count) + legend.height + 14
    let width = max(layout.width + 2 * Self.margin, 260, legend.width + 2 * Self.margin)
    let left = (width - layout.width) / 2
    var content = title.enumerated().map { number, line in
      Element(
        "text", ["class": "title", "x": Self.margin, "y": Self.margin + 12 + 20 * Double(number)], text: line)
    }
    content += legend.elements(at: Point(x: Self.margin, y: Self.margin + 20 * Double(title.count) + 8))
    var inner: [Element] = []
    for number in figure.graph.edges.indices { inner += arrows(number) }
    for (box, center) in zip(boxes, layout.centers) { inner += box.elements(at: center) }
    content.append(Element("g", ["transform": "translate(\(Tenths(left)) \(Tenths(top)))"], inner))
    let figure = figure
    return Drawing(
      title: figure.title, summary: figure.summary, width: width,
      height: top + layout.height + Self.margin + 4,
      content: content, data: { figure.rows })
  }

  // MARK: Arrows

  private func arrows(_ number: Int) -> [Element] {
    let forward = way(number, shifted: comesBack[number] || figure.moment != nil ? -Self.apart : 0)
    let isDone = figure.moment?.valued.contains(figure.graph.edges[number].target) != false
    var elements = [
      Element("path", ["class": isDone ? "l s0" : "l sm", "d": Self.curve(forward), "stroke-width": "1.6"]),
      Self.head(at: forward[forward.count - 1], pointsDown: true, isDone ? "f s0" : "f sm"),
    ]
    if comesBack[number] {
      let backward = way(number, shifted: Self.apart)
      elements += [
        Element(
          "path",
          ["class": "l s1", "d": Self.curve(backward), "stroke-width": "1.6", "stroke-dasharray": "5 4"]),
        Self.head(at: backward[0], pointsDown: false, "f s1"),
      ]
    }
    return elements
  }

  /// The points that an edge passes: straight down beside the boxes of layers that it crosses.
  private func way(_ number: Int, shifted shift: Double) -> [Point] {
    let (route, edge) = (layout.routes[number], figure.graph.edges[number])
    var way = [Point(x: route[0].x + ports[number].source + shift, y: route[0].y)]
    for (step, point) in route.enumerated().dropFirst().dropLast() {
      let band = layout.bands[layout.layerOf[edge.source] + step]
      way += [Point(x: point.x + shift, y: band.top), Point(x: point.x + shift, y: band.bottom)]
    }
    let end = route[route.count - 1]
    way.append(Point(x: end.x + ports[number].target + shift, y: end.y))
    return way
  }

  /// A smooth line that is vertical at each point.
  private static func curve(_ way: [Point]) -> String {
    var text = "M\(Tenths(way[0].x)) \(Tenths(way[0].y))"
    for (from, to) in zip(way, way.dropFirst()) {
      let middle = Tenths((from.y + to.y) / 2)
      text +=
        from.x == to.x
        ? "V\(Tenths(to.y))"
        : "C\(Tenths(from.x)) \(middle) \(Tenths(to.x)) \(middle) \(Tenths(to.x)) \(Tenths(to.y))"
    }
    return text
  }

  private static func head(at tip: Point, pointsDown: Bool, _ classes: String) -> Element {
    let height = pointsDown ? -7.0 : 7.0
    var path = PathData()
    path.polyline(
      [tip, Point(x: tip.x - 3.6, y: tip.y + height), Point(x: tip.x + 3.6, y: tip.y + height)],
      isClosed: true)
    return Element("path", ["class": classes, "d": path])
  }

  /// What the colours mean.
  private var legend: GraphLegend {
    var entries = [GraphLegend.Entry(text: "forward: values", role: "s0", isDashed: false)]
    if comesBack.contains(true) || figure.moment != nil {
      entries.append(GraphLegend.Entry(text: "backward: adjoints", role: "s1", isDashed: true))
    }
    return GraphLegend(entries: entries)
  }
}

extension GraphDrawing {
  /// A line for each node.
  fileprivate var rows: [DataRow] {
    graph.nodes.map { node in
      [
        .series: node.label, .x: node.operation, .y: "\(node.shape)", .value: node.value ?? "",
        .z: node.adjoint ?? "",
      ]
    }
  }
}
