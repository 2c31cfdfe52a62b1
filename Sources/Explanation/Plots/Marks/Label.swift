// SPDX-License-Identifier: Apache-2.0

/// A text beside a place of the plot.
public struct Label: Hashable, Sendable {
  /// The side of the place on which the text stands.
  public enum Side: String, Hashable, Sendable {
    /// The side on which there is more room.
    case automatic
    /// Above the point.
    case above
    /// Below it.
    case below
    /// To its left.
    case left
    /// To its right.
    case right
  }

  let text: String
  let x: Double
  let y: Double
  let side: Side

  /// A text beside `(x, y)`.
  public init(_ text: String, x: Double, y: Double, side: Side = .automatic) {
    (self.text, self.x, self.y, self.side) = (text, x, y, side)
  }
}

extension Label: DrawnMark {
  static let kind = "Label"

  var label: String? { text }
  var isSeries: Bool { false }

  func check(_ axes: AxisPair) throws(PlotError) {
    try axes.check(name, x: [x], y: [y])
  }

  func extend(x horizontal: inout Extent, y vertical: inout Extent) {
    guard x.isFinite, y.isFinite else { return }
    horizontal.add(x)
    vertical.add(y)
  }

  func draw(in frame: Frame, series: Int) -> [Element] {
    guard let x = frame.x(x), let y = frame.y(y) else { return [] }
    let area = frame.area
    let width = TextWidth.of(text, size: 13)
    // A side that the text would leave the plot on gives way to the opposite one.
    let fits: [Side: Bool] = [
      .right: x + 9 + width < area.right, .left: x - 9 - width > area.left, .above: y - 22 > area.top,
      .below: y + 24 < area.bottom,
    ]
    let opposite: [Side: Side] = [.right: .left, .left: .right, .above: .below, .below: .above]
    var chosen = side == .automatic ? .right : side
    if fits[chosen] == false, let other = opposite[chosen], fits[other] == true { chosen = other }
    let middle = min(max(x, area.left + width / 2 + 3), area.right - width / 2 - 3)
    let (place, anchor): (Point, String) =
      switch chosen {
      case .above: (Point(x: middle, y: y - 10), "middle")
      case .below: (Point(x: middle, y: y + 20), "middle")
      case .left: (Point(x: x - 9, y: y + 4.5), "end")
      case .right, .automatic: (Point(x: x + 9, y: y + 4.5), "start")
      }
    return [
      Element("text", ["class": "note", "x": place.x, "y": place.y, "text-anchor": anchor], text: text)
    ]
  }

  func key(series: Int) -> [Element] { [] }

  var rows: [DataRow] { [[.series: text, .x: DataText.number(x), .y: DataText.number(y)]] }

  var count: Int { 1 }

  var omittedCount: Int { x.isFinite && y.isFinite ? 0 : 1 }
}
