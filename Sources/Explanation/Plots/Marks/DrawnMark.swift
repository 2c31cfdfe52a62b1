// SPDX-License-Identifier: Apache-2.0

/// What a plot asks of a mark.
protocol DrawnMark: Sendable {
  /// The name of the type, for messages.
  static var kind: String { get }
  /// What the legend calls it.
  var label: String? { get }
  /// Its colour, for marks that have one.
  var color: Ink { get }
  /// Whether it takes a colour and may have an entry in the legend.
  var isSeries: Bool { get }
  /// Whether the vertical axis must hold 0 and begin there, if nothing is below.
  var rests: Bool { get }
  /// Whether it fills the plot, so that axes have no margin and no lines across it.
  var fills: Bool { get }
  /// The scale of its colours, which then stands beside the plot.
  var colorBar: ColorBar? { get }
  /// Throws the first mistake in the data.
  func check(_ axes: AxisPair) throws(PlotError)
  /// Adds what the mark covers.
  func extend(x: inout Extent, y: inout Extent)
  /// The mark on the paper.
  func draw(in frame: Frame, series: Int) -> [Element]
  /// A sample for the legend, 22 wide, about a middle line at 0.
  func key(series: Int) -> [Element]
  /// The entries of the legend.
  func entries(series: Int) -> [LegendEntry]
  /// Its data.
  var rows: [DataRow] { get }
  /// How many points or cells there are.
  var count: Int { get }
  /// How many values are left out as they are not finite.
  var omittedCount: Int { get }
}

extension DrawnMark {
  var color: Ink { .automatic }
  var isSeries: Bool { true }
  var rests: Bool { false }
  var fills: Bool { false }
  var colorBar: ColorBar? { nil }

  /// The mark in messages: `Line "Adam"`.
  var name: String { Self.kind + (label.map { " \"\($0)\"" } ?? "") }

  func entries(series: Int) -> [LegendEntry] {
    guard isSeries, let label else { return [] }
    return [LegendEntry(label: label, key: key(series: series))]
  }
}

/// The two axes of a plot.
struct AxisPair {
  let x: Axis
  let y: Axis

  /// Throws when lists are of different lengths, empty or too long, or hold what a logarithmic axis cannot show.
  func check(_ mark: String, x horizontal: [Double], y vertical: [Double]) throws(PlotError) {
    guard horizontal.count == vertical.count else {
      throw .lengths(mark, [horizontal.count, vertical.count])
    }
    guard !horizontal.isEmpty else { throw .empty(mark) }
    guard horizontal.count <= Self.limit else {
      throw .tooLarge(mark, count: horizontal.count, limit: Self.limit)
    }
    try Self.check(mark, horizontal, along: "x axis", scale: x.scale)
    try Self.check(mark, vertical, along: "y axis", scale: y.scale)
  }

  /// Throws for values at or below 0 on a logarithmic scale.
  static func check(
    _ mark: String, _ values: [Double], along axis: String, scale: Axis.Scale
  ) throws(PlotError) {
    guard scale == .logarithmic, let position = values.firstIndex(where: { $0 <= 0 && $0.isFinite }) else {
      return
    }
    throw .notPositive(mark, along: axis, value: values[position], position: position)
  }

  /// The most points of a mark: more would take seconds, and megabytes as CSV.
  static let limit = 200_000
}
