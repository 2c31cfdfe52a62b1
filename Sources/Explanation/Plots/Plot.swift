// SPDX-License-Identifier: Apache-2.0

/// A figure with two axes and marks between them.
///
/// ```swift
/// let plot = try Plot(title: "Training", x: Axis("epoch"), y: Axis("loss", scale: .logarithmic)) {
///   Band(epochs, lowest, highest, label: "Adam")
///   Line(epochs, median, label: "Adam")
///   Rule(y: 1e-3, label: "goal")
/// }
/// ```
public struct Plot: Figure, Hashable {
  public let title: String
  /// What the reader should see in the figure, in a sentence; screen readers say it first.
  public let summary: String
  /// The horizontal axis.
  public internal(set) var x: Axis
  /// The vertical axis.
  public internal(set) var y: Axis
  /// The size on paper.
  public internal(set) var size: PlotSize
  /// Whether a unit is as long on both axes.
  public let hasEqualUnits: Bool
  /// The marks, later ones over earlier ones.
  public let marks: [Mark]
  /// Whether the legend is drawn.
  var showsLegend = true
  /// The numbers of series that other plots of the same figure gave to labels.
  var knownSeries: [String: Int] = [:]

  /// A plot of the marks that the closure names.
  ///
  /// - Parameters:
  ///   - title: What the figure shows, in a few words.
  ///   - summary: What the reader should see in it, in a sentence.
  ///   - hasEqualUnits: Whether a unit is to be as long on both axes; the plot is then narrower or lower than its size.
  ///   - marks: Lines, points, areas.
  /// - Throws: ``PlotError`` for lists of different lengths, no data, numbers at or below 0 on a logarithmic axis,
  ///   ranges that an axis cannot span; what the closure throws.
  public init(
    title: String, summary: String = "", x: Axis = Axis(), y: Axis = Axis(), size: PlotSize = .standard,
    hasEqualUnits: Bool = false, @MarkBuilder marks: () throws -> [Mark]
  ) throws {
    (self.title, self.summary, self.x, self.y, self.size) = (title, summary, x, y, size)
    self.hasEqualUnits = hasEqualUnits
    self.marks = try marks()
    try check()
  }

  private func check() throws(PlotError) {
    guard !marks.isEmpty else { throw .empty("Plot \"\(title)\"") }
    for (name, axis) in [("the x axis", x), ("the y axis", y)] {
      guard let range = axis.range else { continue }
      let ends = [range.lowerBound, range.upperBound]
      guard ends.allSatisfy(axis.shows), ends.allSatisfy({ $0.magnitude <= 8e307 }), ends[0] < ends[1] else {
        throw .range(name, range)
      }
    }
    for mark in marks { try mark.drawn.check(AxisPair(x: x, y: y)) }
  }

  /// The values that the marks cover.
  var extents: (x: Extent, y: Extent) {
    var (horizontal, vertical) = (Extent(), Extent())
    for mark in marks { mark.drawn.extend(x: &horizontal, y: &vertical) }
    return (horizontal, vertical)
  }

  /// The values from end to end of both axes.
  var ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    var (horizontal, vertical) = extents
    let fills = marks.contains { $0.drawn.fills }
    let rests = y.scale == .linear && marks.contains { $0.drawn.rests }
    if rests { vertical.add(0) }
    func range(_ axis: Axis, _ extent: Extent, _ margin: Double) -> ClosedRange<Double> {
      if let range = axis.range { return range }
      if let count = axis.categories?.count, count > 0 { return -0.5...(Double(count) - 0.5) }
      return extent.axisRange(axis.scale, margin: fills ? 0 : margin)
    }
    let width = range(x, horizontal, 0.025)
    var height = range(y, vertical, 0.05)
    // Bars stand on the axis.
    if rests, y.range == nil, vertical.low == 0, height.upperBound > 0 { height = 0...height.upperBound }
    if rests, y.range == nil, vertical.high == 0, height.lowerBound < 0 { height = height.lowerBound...0 }
    return (width, height)
  }

  /// The number of each mark's series: that of its colour where it names one, else the next that is free. Marks of one
  /// label have one number.
  var seriesNumbers: [Int] {
    var used = Set(
      marks.compactMap { mark in if case .series(let number) = mark.drawn.color { number } else { nil } })
    used.formUnion(knownSeries.values)
    var known = knownSeries
    return marks.map { mark in
      let drawn = mark.drawn
      guard drawn.isSeries else { return 0 }
      if case .series(let number) = drawn.color { return number < 0 ? 0 : number }
      if let label = drawn.label, let number = known[label] { return number }
      guard drawn.color == .automatic else { return 0 }
      let number = (0...used.count).first { !used.contains($0) } ?? used.count
      used.insert(number)
      if let label = drawn.label { known[label] = number }
      return number
    }
  }

  /// The entries of the legend.
  var entries: [LegendEntry] {
    zip(marks, seriesNumbers).flatMap { $0.drawn.entries(series: $1) }
  }

  public var drawing: Drawing { PlotLayout(self).drawing }

  public func narrowed(to width: Double) -> (any Figure)? {
    guard let size = size.narrowed(to: width) else { return nil }
    var plot = self
    plot.size = size
    return plot
  }
}
