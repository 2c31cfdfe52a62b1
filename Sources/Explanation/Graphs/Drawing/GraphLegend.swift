// SPDX-License-Identifier: Apache-2.0

/// What the lines of a drawing mean, in a row above it.
struct GraphLegend {
  struct Entry {
    let text: String
    /// The colour, by its name in the style sheet.
    let role: String
    let isDashed: Bool
  }

  let entries: [Entry]

  private static let key = 26.0
  private static let gap = 18.0

  var height: Double { entries.isEmpty ? 0 : 18 }

  var width: Double {
    entries.reduce(-Self.gap) { $0 + Self.key + 6 + TextWidth.of($1.text, size: 13) + Self.gap }
  }

  func elements(at origin: Point) -> [Element] {
    var left = origin.x
    return entries.flatMap { entry -> [Element] in
      var path = PathData()
      path.polyline([Point(x: left, y: origin.y), Point(x: left + Self.key, y: origin.y)])
      var line = Element("path", ["class": "l \(entry.role)", "d": path])
      if entry.isDashed { line.set("stroke-dasharray", "5 4") }
      let text = Element("text", ["x": left + Self.key + 6, "y": origin.y + 4.5], text: entry.text)
      left += Self.key + 6 + TextWidth.of(entry.text, size: 13) + Self.gap
      return [line, text]
    }
  }
}
