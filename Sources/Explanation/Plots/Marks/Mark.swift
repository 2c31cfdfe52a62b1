// SPDX-License-Identifier: Apache-2.0

/// A mark of a ``Plot``. Marks are drawn in their order, later ones over earlier ones.
public enum Mark: Hashable, Sendable {
  /// A line.
  case line(Line)
  /// A band.
  case band(Band)
  /// Points.
  case scatter(Scatter)
  /// Bars.
  case bars(Bars)
  /// A heat map.
  case heatMap(HeatMap)
  /// Lines of equal height.
  case contours(Contours)
  /// The regions of a classifier.
  case regions(Regions)
  /// A straight line across the plot.
  case rule(Rule)
  /// A remark.
  case label(Label)

  /// The mark as what a plot asks of it.
  var drawn: any DrawnMark {
    switch self {
    case .line(let mark): mark
    case .band(let mark): mark
    case .scatter(let mark): mark
    case .bars(let mark): mark
    case .heatMap(let mark): mark
    case .contours(let mark): mark
    case .regions(let mark): mark
    case .rule(let mark): mark
    case .label(let mark): mark
    }
  }
}
