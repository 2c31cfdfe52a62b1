// SPDX-License-Identifier: Apache-2.0

/// The ticks of the horizontal axis: as many as their labels have room for.
struct XTicks {
  /// The most lines of a label.
  static let most = 3

  let ticks: [Tick]
  /// How many lines the longest label takes.
  let rowCount: Int
  private let lines: [[String]]
  private let frame: Frame
  private let width: Double

  /// - Parameter width: Where the paper ends.
  init(_ frame: Frame, width: Double) {
    self.frame = frame
    self.width = width
    if frame.x.axis.categories != nil {
      ticks = frame.x.ticks(spacing: 1)
      let room = frame.area.width / (frame.x.range.upperBound - frame.x.range.lowerBound) - 6
      lines = ticks.map { tick in
        let lines = TextWidth.lines(tick.label, width: room, size: 13)
        return lines.prefix(Self.most).map { TextWidth.shortened($0, width: max(room, 14), size: 13) }
      }
    } else {
      var spacing = 62.0
      var ticks = frame.x.ticks(spacing: spacing)
      while spacing < frame.area.width, Self.collide(ticks, frame) {
        spacing *= 1.25
        ticks = frame.x.ticks(spacing: spacing)
      }
      self.ticks = ticks
      lines = ticks.map { [$0.label] }
    }
    rowCount = max(1, lines.map(\.count).max() ?? 1)
  }

  private static func collide(_ ticks: [Tick], _ frame: Frame) -> Bool {
    let spans = ticks.compactMap { tick in
      frame.x(tick.value).map { (center: $0, half: TextWidth.of(tick.label, size: 13) / 2) }
    }
    return zip(spans, spans.dropFirst()).contains { a, b in
      (a.center - b.center).magnitude < a.half + b.half + 12
    }
  }

  var labels: [Element] {
    zip(ticks, lines).flatMap { tick, lines -> [Element] in
      guard let x = frame.x(tick.value) else { return [] }
      return lines.enumerated().map { i, line in
        // A label at the border of the paper moves inwards rather than being cut.
        let half = TextWidth.of(line, size: 13) / 2
        let center = min(max(x, half + 1), width - half - 1)
        return Element(
          "text",
          [
            "x": center, "y": frame.area.bottom + 19 + Double(i) * PlotLayout.lineHeight,
            "text-anchor": "middle",
          ], text: line)
      }
    }
  }
}
