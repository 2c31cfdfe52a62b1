// SPDX-License-Identifier: Apache-2.0

/// A line of a legend.
struct LegendEntry: Sendable {
  let label: String
  /// A sample, 22 wide, about a middle line at 0.
  let key: [Element]

  fileprivate var width: Double { 22 + 7 + TextWidth.of(label, size: 13) }
}

/// The names of the series, in rows above the plot, where they cover no data.
struct Legend {
  private static let rowHeight = 21.0
  private static let gap = 20.0
  private let rows: [[LegendEntry]]

  /// - Parameters:
  ///   - entries: Those of one label share a line.
  ///   - width: Where rows break.
  init(_ entries: [LegendEntry], width: Double) {
    var rows: [[LegendEntry]] = []
    var used = 0.0
    for entry in Self.merged(entries) {
      let label = TextWidth.shortened(entry.label, width: width - 29, size: 13)
      let entry = LegendEntry(label: label, key: entry.key)
      if rows.isEmpty || used + Self.gap + entry.width > width {
        rows.append([entry])
        used = entry.width
      } else {
        rows[rows.count - 1].append(entry)
        used += Self.gap + entry.width
      }
    }
    self.rows = rows
  }

  /// One entry a label, with the samples of all that have it.
  static func merged(_ entries: [LegendEntry]) -> [LegendEntry] {
    var merged: [LegendEntry] = []
    for entry in entries {
      if let index = merged.firstIndex(where: { $0.label == entry.label }) {
        let known = merged[index]
        // Two lines of one series have one sample.
        let new = entry.key.filter { part in !known.key.contains { $0.markup == part.markup } }
        merged[index] = LegendEntry(label: known.label, key: known.key + new)
      } else {
        merged.append(entry)
      }
    }
    return merged
  }

  var height: Double { Double(rows.count) * Self.rowHeight }

  /// The legend with its upper left corner there.
  func draw(at corner: Point) -> [Element] {
    var elements: [Element] = []
    for (i, row) in rows.enumerated() {
      var left = corner.x
      let middle = corner.y + (Double(i) + 0.5) * Self.rowHeight
      for entry in row {
        elements.append(
          Element("g", ["transform": "translate(\(Tenths(left)) \(Tenths(middle)))"], entry.key))
        elements.append(Element("text", ["x": left + 29, "y": middle + 4.5], text: entry.label))
        left += entry.width + Self.gap
      }
    }
    return elements
  }
}
