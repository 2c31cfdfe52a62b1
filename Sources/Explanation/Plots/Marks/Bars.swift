// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A bar for each of the categories 0, 1, 2 ... of the horizontal axis. Bars of several series stand side by side.
public struct Bars: Hashable, Sendable {
  let values: [Double]
  let label: String?
  let color: Ink
  let showsValues: Bool

  /// Bars from 0, or on a logarithmic axis from its lower end, to each value.
  ///
  /// - Parameters:
  ///   - values: One for each name of an ``Axis/init(_:categories:isReversed:)``.
  ///   - label: What the legend calls them.
  ///   - showsValues: Whether each value is written at the end of its bar.
  public init(_ values: [Double], label: String? = nil, color: Ink = .automatic, showsValues: Bool = false) {
    (self.values, self.label, self.color, self.showsValues) = (values, label, color, showsValues)
  }
}

extension Bars: DrawnMark {
  static let kind = "Bars"

  func check(_ axes: AxisPair) throws(PlotError) {
    let places = axes.x.categories?.count ?? values.count
    guard places == values.count else { throw .lengths(name, [places, values.count]) }
    try axes.check(name, x: values.indices.map { _ in 1 }, y: values)
  }

  func extend(x horizontal: inout Extent, y vertical: inout Extent) {
    horizontal.add([-0.5, Double(values.count) - 0.5])
    vertical.add(values)
  }

  var rests: Bool { true }

  func draw(in frame: Frame, series: Int) -> [Element] {
    let slots = max(1, frame.barSlots.count)
    let slot = frame.barSlots.firstIndex(of: series) ?? 0
    let base = frame.y.axis.scale == .linear ? frame.y(0) : frame.y(frame.y.range.lowerBound)
    let width = 0.76 / Double(slots)
    var path = PathData()
    var texts: [Element] = []
    for (i, value) in values.enumerated() {
      let left = Double(i) - 0.38 + Double(slot) * width
      guard let base, let end = frame.y(value), let start = frame.x(left), let stop = frame.x(left + width)
      else {
        continue
      }
      let inset = slots > 1 ? min(1, (stop - start).magnitude * 0.04) : 0
      path.rectangle(
        Rectangle(left: start + inset, top: min(base, end), right: stop - inset, bottom: max(base, end)))
      guard showsValues else { continue }
      texts.append(
        Element(
          "text",
          [
            "class": "note", "x": (start + stop) / 2, "y": value < 0 ? end + 14 : end - 5,
            "text-anchor": "middle",
          ], text: DataText.read(value)))
    }
    guard !path.isEmpty else { return [] }
    return [Element("path", ["class": "f \(color.className(automatic: series))", "d": path])] + texts
  }

  func key(series: Int) -> [Element] {
    [Element("path", ["class": "f \(color.className(automatic: series))", "d": "M5-6h12v12h-12z"])]
  }

  var rows: [DataRow] {
    values.enumerated().map { [.series: label ?? "", .x: String($0), .y: DataText.number($1)] }
  }

  var count: Int { values.count }

  var omittedCount: Int { values.count { !$0.isFinite } }
}
