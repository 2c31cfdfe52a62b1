// SPDX-License-Identifier: Apache-2.0

/// Collects the marks that a closure names, one below the other, with `if`, `switch` and `for`.
@resultBuilder
public enum MarkBuilder {
  /// A line.
  public static func buildExpression(_ mark: Line) -> [Mark] { [.line(mark)] }
  /// A band.
  public static func buildExpression(_ mark: Band) -> [Mark] { [.band(mark)] }
  /// Points.
  public static func buildExpression(_ mark: Scatter) -> [Mark] { [.scatter(mark)] }
  /// Bars.
  public static func buildExpression(_ mark: Bars) -> [Mark] { [.bars(mark)] }
  /// A heat map.
  public static func buildExpression(_ mark: HeatMap) -> [Mark] { [.heatMap(mark)] }
  /// Lines of equal height.
  public static func buildExpression(_ mark: Contours) -> [Mark] { [.contours(mark)] }
  /// The regions of a classifier.
  public static func buildExpression(_ mark: Regions) -> [Mark] { [.regions(mark)] }
  /// A straight line across the plot.
  public static func buildExpression(_ mark: Rule) -> [Mark] { [.rule(mark)] }
  /// A remark.
  public static func buildExpression(_ mark: Label) -> [Mark] { [.label(mark)] }
  /// Any mark.
  public static func buildExpression(_ mark: Mark) -> [Mark] { [mark] }
  /// Marks from elsewhere.
  public static func buildExpression(_ marks: [Mark]) -> [Mark] { marks }

  /// One part after the other.
  public static func buildBlock(_ parts: [Mark]...) -> [Mark] { parts.flatMap { $0 } }
  /// The parts of a loop.
  public static func buildArray(_ parts: [[Mark]]) -> [Mark] { parts.flatMap { $0 } }
  /// What an `if` without `else` gives.
  public static func buildOptional(_ part: [Mark]?) -> [Mark] { part ?? [] }
  /// What the first branch gives.
  public static func buildEither(first part: [Mark]) -> [Mark] { part }
  /// What the other branch gives.
  public static func buildEither(second part: [Mark]) -> [Mark] { part }
}
