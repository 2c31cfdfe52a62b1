// SPDX-License-Identifier: Apache-2.0

/// The size of a figure on paper. Text has 13 units. A page shows a figure that is wider than a phone in a second
/// layout there, so that text is never small.
public struct PlotSize: Hashable, Sendable {
  /// The width with everything.
  public let width: Double
  /// The height with everything.
  public let height: Double

  /// A size between 160 and 4000 units each way; what is beyond is cut to that.
  public init(width: Double, height: Double) {
    func bounded(_ x: Double) -> Double { x.isNaN ? 160 : min(max(x, 160), 4000) }
    (self.width, self.height) = (bounded(width), bounded(height))
  }

  /// A size of that width, a little lower too, when this one is wider.
  func narrowed(to width: Double) -> PlotSize? {
    guard self.width > width else { return nil }
    return PlotSize(width: width, height: height * (1 + width / self.width) / 2)
  }

  /// For most figures.
  public static let standard = PlotSize(width: 520, height: 350)
  /// For one of several side by side.
  public static let small = PlotSize(width: 340, height: 260)
  /// For a plane whose two directions are alike.
  public static let square = PlotSize(width: 440, height: 460)
  /// For a strip below another figure.
  public static let strip = PlotSize(width: 520, height: 190)
}
