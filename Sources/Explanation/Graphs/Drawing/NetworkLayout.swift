// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A network on paper: layers from left to right, units one below the other.
struct NetworkLayout {
  private let figure: NetworkDrawing
  /// For each layer the units that are drawn; of large layers the first ones and the last.
  private let units: [[Int]]
  private let counts: [Int]
  private let largest: Double

  private static let mostUnits = 16
  private static let margin = 20.0
  private static let columnGap = 150.0
  private static let rowGap = 30.0
  private static let radius = 9.0
  private static let widest = 5.0

  init(_ figure: NetworkDrawing) {
    self.figure = figure
    counts = [figure.weights[0].matrix.shape[1]] + figure.weights.map { $0.matrix.shape[0] }
    units = counts.map { count in
      count <= Self.mostUnits ? Array(0..<count) : Array(0..<Self.mostUnits - 2) + [count - 1]
    }
    largest = figure.weights.flatMap(\.matrix.scalars).filter(\.isFinite).reduce(0) { max($0, $1.magnitude) }
  }

  var drawing: Drawing {
    let rows = units.indices.map { isShortened($0) ? units[$0].count + 1 : units[$0].count }.max() ?? 1
    let inner = Double(max(rows - 1, 1)) * Self.rowGap
    let legend = GraphLegend(entries: [
      GraphLegend.Entry(text: "positive", role: "s0", isDashed: false),
      GraphLegend.Entry(text: "negative", role: "s1", isDashed: true),
    ])
    let scale = "widest: \(largest.text(significant: 3))"
    let width = max(
      Double(units.count - 1) * Self.columnGap + 2 * (Self.margin + 30),
      legend.width + TextWidth.of(scale, size: 13) + 18 + 2 * Self.margin)
    let title = TextWidth.lines(figure.title, width: width - 2 * Self.margin, size: 15, isBold: true)
    let head = Self.margin + 20 * Double(title.count)
    let top = head + 62
    var content = title.enumerated().map { number, line in
      Element(
        "text", ["class": "title", "x": Self.margin, "y": Self.margin + 10 + 20 * Double(number)], text: line)
    }
    content += legend.elements(at: Point(x: Self.margin, y: head + 8))
    content.append(
      Element(
        "text", ["class": "soft", "x": Self.margin + legend.width + 18, "y": head + 12.5], text: scale))
    let left = (width - Double(units.count - 1) * Self.columnGap) / 2
    func place(_ layer: Int, _ row: Int) -> Point {
      let count = units[layer].count + (isShortened(layer) ? 1 : 0)
      // The last unit of a shortened layer stands behind a gap.
      let shown = isShortened(layer) && row == units[layer].count - 1 ? row + 1 : row
      let start = top + (inner - Double(count - 1) * Self.rowGap) / 2
      return Point(x: left + Double(layer) * Self.columnGap, y: start + Double(shown) * Self.rowGap)
    }
    for layer in figure.weights.indices { content += lines(layer, place) }
    for layer in units.indices { content += circles(layer, place, bottom: top + inner) }
    for (layer, weights) in figure.weights.enumerated() {
      content.append(
        Element(
          "text",
          [
            "class": "note", "x": left + (Double(layer) + 0.5) * Self.columnGap, "y": top - 22,
            "text-anchor": "middle",
          ], text: weights.name))
    }
    let figure = figure
    return Drawing(
      title: figure.title, summary: figure.summary, width: width, height: top + inner + 56, content: content,
      data: { figure.rows })
  }

  private func isShortened(_ layer: Int) -> Bool { counts[layer] > Self.mostUnits }

  /// The weights, small ones below large ones.
  private func lines(_ layer: Int, _ place: (Int, Int) -> Point) -> [Element] {
    let matrix = figure.weights[layer].matrix
    var lines: [(weight: Double, Element)] = []
    for (row, target) in units[layer + 1].enumerated() {
      for (column, source) in units[layer].enumerated() {
        let weight = matrix.scalars[target * matrix.shape[1] + source]
        guard weight.isFinite, weight != 0 else { continue }
        let share = largest > 0 ? weight.magnitude / largest : 0
        var path = PathData()
        path.polyline([place(layer, column), place(layer + 1, row)])
        var line = Element("path", ["class": weight > 0 ? "l s0" : "l s1", "d": path])
        line.set("stroke-width", max(0.4, Self.widest * share))
        line.set("stroke-opacity", "\(Tenths((0.25 + 0.65 * share)).description)")
        if weight < 0 { line.set("stroke-dasharray", "7 4") }
        lines.append((weight, line))
      }
    }
    return lines.sorted { $0.weight.magnitude < $1.weight.magnitude }.map(\.1)
  }

  private func circles(_ layer: Int, _ place: (Int, Int) -> Point, bottom: Double) -> [Element] {
    var elements = units[layer].indices.flatMap { row -> [Element] in
      let center = place(layer, row)
      let circle: (String) -> Element = { classes in
        Element("circle", ["class": classes, "cx": center.x, "cy": center.y, "r": Self.radius])
      }
      var border = circle("l si")
      border.set("stroke-width", "1.4")
      return [circle("paper"), border]
    }
    if isShortened(layer) {
      let (before, after) = (place(layer, units[layer].count - 2), place(layer, units[layer].count - 1))
      elements.append(
        Element(
          "text", ["x": before.x, "y": (before.y + after.y) / 2 + 4, "text-anchor": "middle"], text: "⋮"))
    }
    let name = figure.layers.isEmpty ? "" : figure.layers[layer]
    let lines = [name, "\(counts[layer]) \(layer == 0 ? "inputs" : counts[layer] == 1 ? "unit" : "units")"]
    for (number, line) in lines.filter({ !$0.isEmpty }).enumerated() {
      elements.append(
        Element(
          "text",
          [
            "class": number == 0 && !name.isEmpty ? "name" : "soft", "x": place(layer, 0).x,
            "y": bottom + 26 + 17 * Double(number), "text-anchor": "middle",
          ], text: line))
    }
    return elements
  }
}

extension NetworkDrawing {
  /// A line for each weight.
  fileprivate var rows: [DataRow] {
    weights.flatMap { name, matrix in
      matrix.scalars.enumerated().map { place, weight in
        [
          .series: name, .x: "\(place % matrix.shape[1])", .y: "\(place / matrix.shape[1])",
          .value: DataText.number(weight),
        ]
      }
    }
  }
}
