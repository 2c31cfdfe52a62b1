// SPDX-License-Identifier: Apache-2.0

/// A picture of numbers, as SVG for the eye and as text for programs and for readers who do not see it.
///
/// The same figure gives the same bytes, always.
public protocol Figure: Sendable {
  /// What the figure shows, in a few words.
  var title: String { get }
  /// The figure on paper.
  var drawing: Drawing { get }
  /// The figure laid out for a narrower paper, so that text stays as large as it is; `nil` when it is not wider.
  func narrowed(to width: Double) -> (any Figure)?
}

extension Figure {
  public func narrowed(to width: Double) -> (any Figure)? { nil }

  /// The figure as an SVG file. It adapts to its width and to light or dark surroundings, and names and describes
  /// itself to screen readers.
  public func svg() -> String { drawing.element(isStandalone: true).markup + "\n" }

  /// The figure's data as comma-separated values, a line for each point and a column for what it consists of. Numbers
  /// have the digits that identify them; those that are not finite are `nan`, `inf` and `-inf`.
  public func csv() -> String { DataText.csv(drawing.data()) }

  /// What a screen reader says about the figure: its summary, its axes, its marks, and how many values it leaves out.
  public var description: String { drawing.summary }
}
