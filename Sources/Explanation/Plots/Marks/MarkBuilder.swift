// SPDX-License-Identifier: Apache-2.0

/// Collects the marks that a closure names, one below the other, with `if`, `switch` and `for`.
@resultBuilder
public enum MarkBuilder {
  public static func buildExpression(_ mark: Line) -> [Mark] { [.line(mark)] }
  public static func buildExpression(_ mark: Band) -> [Mark] { [.band(mark)] }
  public static func buildExpression(_ mark: Scatter) -> [Mark] { [.scatter(mark)] }
  public static func buildExpression(_ mark: Bars) -> [Mark] { [.bars(mark)] }
  public static func buildExpression(_ mark: HeatMap) -> [Mark] { [.heatMap(mark)] }
  public static func buildExpression(_ mark: Contours) -> [Mark] { [.contours(mark)] }
  public static func buildExpression(_ mark: Regions) -> [Mark] { [.regions(mark)] }
  public static func buildExpression(_ mark: Rule) -> [Mark] { [.rule(mark)] }
  public static func buildExpression(_ mark: Label) -> [Mark] { [.label(mark)] }
  public static func buildExpression(_ mark: Mark) -> [Mark] { [mark] }
  public static func buildExpression(_ marks: [Mark]) -> [Mark] { marks }

  public static func buildBlock(_ parts: [Mark]...) -> [Mark] { parts.flatMap { $0 } }
  public static func buildArray(_ parts: [[Mark]]) -> [Mark] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Mark]?) -> [Mark] { part ?? [] }
  public static func buildEither(first part: [Mark]) -> [Mark] { part }
  public static func buildEither(second part: [Mark]) -> [Mark] { part }
}
