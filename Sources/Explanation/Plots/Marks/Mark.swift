// SPDX-License-Identifier: Apache-2.0

/// A mark of a ``Plot``. Marks are drawn in their order, later ones over earlier ones.
public enum Mark: Hashable, Sendable {
  case line(Line)
  case band(Band)
  case scatter(Scatter)
  case bars(Bars)
  case heatMap(HeatMap)
  case contours(Contours)
  case regions(Regions)
  case rule(Rule)
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
