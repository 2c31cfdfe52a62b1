// SPDX-License-Identifier: Apache-2.0

/// Collects the blocks that a closure names, one below the other, with `if`, `switch` and `for`. A text alone is a
/// paragraph, a figure alone a picture.
@resultBuilder
public enum BlockBuilder {
  public static func buildExpression(_ block: Section) -> [Block] { [.section(block)] }
  public static func buildExpression(_ block: Paragraph) -> [Block] { [.paragraph(block)] }
  public static func buildExpression(_ text: String) -> [Block] { [.paragraph(Paragraph(text))] }
  public static func buildExpression(_ block: Bullets) -> [Block] { [.bullets(block)] }
  public static func buildExpression(_ block: ReportTable) -> [Block] { [.table(block)] }
  public static func buildExpression(_ block: Picture) -> [Block] { [.picture(block)] }
  public static func buildExpression(_ figure: some Figure) -> [Block] { [.picture(Picture(figure))] }
  public static func buildExpression(_ block: Frames) -> [Block] { [.frames(block)] }
  public static func buildExpression(_ block: Code) -> [Block] { [.code(block)] }
  public static func buildExpression(_ block: Note) -> [Block] { [.note(block)] }
  public static func buildExpression(_ block: VerdictBox) -> [Block] { [.verdict(block)] }
  public static func buildExpression(_ block: Links) -> [Block] { [.links(block)] }
  public static func buildExpression(_ block: Block) -> [Block] { [block] }
  public static func buildExpression(_ blocks: [Block]) -> [Block] { blocks }

  public static func buildBlock(_ parts: [Block]...) -> [Block] { parts.flatMap { $0 } }
  public static func buildArray(_ parts: [[Block]]) -> [Block] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Block]?) -> [Block] { part ?? [] }
  public static func buildEither(first part: [Block]) -> [Block] { part }
  public static func buildEither(second part: [Block]) -> [Block] { part }

  /// The blocks that a closure names, as a list.
  public static func list(@BlockBuilder _ blocks: () throws -> [Block]) rethrows -> [Block] { try blocks() }
}
