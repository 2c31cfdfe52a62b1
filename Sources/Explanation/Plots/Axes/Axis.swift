// SPDX-License-Identifier: Apache-2.0

/// One axis of a plot: what it measures, and how values become places.
public struct Axis: Hashable, Sendable {
  /// How values become places.
  public enum Scale: String, Hashable, Sendable {
    /// Equal differences are equal distances.
    case linear
    /// Equal ratios are equal distances; values must be above 0.
    case logarithmic
  }

  /// What the axis measures, with its unit.
  public var title: String
  /// How values become places.
  public var scale: Scale
  /// The values from end to end; `nil` takes those of the data and a margin.
  public var range: ClosedRange<Double>?
  /// Whether values grow from right to left or downwards, as the rows of a matrix do.
  public var isReversed: Bool
  /// Names that stand at 0, 1, 2 ... in place of numbers.
  public var categories: [String]?

  /// An axis of numbers.
  ///
  /// - Parameters:
  ///   - title: What it measures, with its unit.
  ///   - range: The values from end to end; `nil` takes those of the data and a margin.
  ///   - isReversed: Whether values grow from right to left or downwards.
  public init(
    _ title: String = "", scale: Scale = .linear, range: ClosedRange<Double>? = nil, isReversed: Bool = false
  ) {
    self.title = title
    self.scale = scale
    self.range = range
    self.isReversed = isReversed
  }

  /// An axis of names, at 0, 1, 2 ...
  public init(_ title: String = "", categories: [String], isReversed: Bool = false) {
    self.init(title, isReversed: isReversed)
    self.categories = categories
  }

  /// Whether the axis can show a value.
  func shows(_ value: Double) -> Bool { value.isFinite && (scale == .linear || value > 0) }
}
