// SPDX-License-Identifier: Apache-2.0

/// Figures side by side under one title: small multiples. On a page they follow each other where there is no room.
public struct Panels: Figure {
  public let title: String
  /// What the reader should see in the figure, in a sentence.
  public let summary: String
  /// How many figures there are in a row, where there is room.
  public let columns: Int
  /// The figures, row by row.
  public let figures: [any Figure]
  private let legend: [LegendEntry]

  /// Figures side by side. Series of one label have one colour in all of them, and one legend stands above.
  ///
  /// - Parameters:
  ///   - columns: How many to a row.
  ///   - sharesX: Whether horizontal axes of plots show the same values, those of all of them.
  ///   - sharesY: Whether vertical axes do.
  ///   - figures: Row by row; ``PlotSize/small`` suits them.
  /// - Throws: ``PlotError/empty(_:)`` without figures or columns.
  public init(
    title: String, summary: String = "", columns: Int = 2, sharesX: Bool = false, sharesY: Bool = false,
    _ figures: [any Figure]
  ) throws(PlotError) {
    guard !figures.isEmpty, columns > 0 else { throw .empty("Panels \"\(title)\"") }
    (self.title, self.summary, self.columns) = (title, summary, columns)
    let plots = figures.compactMap { $0 as? Plot }
    let x = sharesX ? Self.union(plots.map(\.ranges.x)) : nil
    let y = sharesY ? Self.union(plots.map(\.ranges.y)) : nil
    var known: [String: Int] = [:]
    var entries: [LegendEntry] = []
    self.figures = figures.map { figure in
      guard var plot = figure as? Plot else { return figure }
      plot.x.range = x ?? plot.x.range
      plot.y.range = y ?? plot.y.range
      plot.knownSeries = known
      plot.showsLegend = false
      for (mark, number) in zip(plot.marks, plot.seriesNumbers) where mark.drawn.isSeries {
        if let label = mark.drawn.label, known[label] == nil { known[label] = number }
      }
      entries += plot.entries
      return plot
    }
    legend = entries
  }

  private static func union(_ ranges: [ClosedRange<Double>]) -> ClosedRange<Double>? {
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else {
      return nil
    }
    return low...high
  }

  public var drawing: Drawing {
    let (gap, edge) = (18.0, 4.0)
    let parts = figures.map(\.drawing)
    let rows = stride(from: 0, to: parts.count, by: columns).map {
      Array(parts[$0..<min($0 + columns, parts.count)])
    }
    let widths = (0..<min(columns, parts.count)).map { column in
      rows.compactMap { $0.indices.contains(column) ? $0[column].width : nil }.max() ?? 0
    }
    let width = widths.reduce(0, +) + gap * Double(widths.count - 1)
    var content: [Element] = []
    var top = 0.0
    for line in TextWidth.lines(title, width: width - 2 * edge, size: 15, isBold: true) {
      content.append(Element("text", ["class": "title", "x": edge, "y": top + 17], text: line))
      top += 20
    }
    let key = Legend(legend, width: width - 2 * edge)
    content += key.draw(at: Point(x: edge, y: top + 6))
    top += key.height + 16
    for row in rows {
      var left = 0.0
      for (part, width) in zip(row, widths) {
        content.append(
          Element(
            "svg",
            [
              "x": left, "y": top, "width": part.width, "height": part.height,
              "viewBox": "0 0 \(Tenths(part.width)) \(Tenths(part.height))",
            ], part.content))
        left += width + gap
      }
      top += (row.map(\.height).max() ?? 0) + gap
    }
    let names = parts.map { "\($0.title): \($0.summary)" }
    return Drawing(
      title: title, summary: ([summary] + names).filter { !$0.isEmpty }.joined(separator: " "), width: width,
      height: top - gap + 2, content: content,
      data: {
        parts.flatMap { part in
          part.data().map { row in row.merging([.panel: part.title]) { inner, outer in "\(outer)/\(inner)" } }
        }
      }, panels: parts, legend: legend)
  }
}
