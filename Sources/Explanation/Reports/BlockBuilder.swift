// SPDX-License-Identifier: Apache-2.0

/// Collects the blocks that a closure names, one below the other, with `if`, `switch` and `for`. A text alone is a
/// paragraph, a figure alone a picture.
@resultBuilder
public enum BlockBuilder {
  /// A part with a heading.
  public static func buildExpression(_ block: Section) -> [Block] { [.section(block)] }
  /// Running text.
  public static func buildExpression(_ block: Paragraph) -> [Block] { [.paragraph(block)] }
  /// A text, which is a paragraph.
  public static func buildExpression(_ text: String) -> [Block] { [.paragraph(Paragraph(text))] }
  /// A list.
  public static func buildExpression(_ block: Bullets) -> [Block] { [.bullets(block)] }
  /// A table.
  public static func buildExpression(_ block: ReportTable) -> [Block] { [.table(block)] }
  /// A picture.
  public static func buildExpression(_ block: Picture) -> [Block] { [.picture(block)] }
  /// A figure, which is a picture without a caption.
  public static func buildExpression(_ figure: some Figure) -> [Block] { [.picture(Picture(figure))] }
  /// Figures of several moments.
  public static func buildExpression(_ block: Frames) -> [Block] { [.frames(block)] }
  /// Code or output, as it is.
  public static func buildExpression(_ block: Code) -> [Block] { [.code(block)] }
  /// A remark.
  public static func buildExpression(_ block: Note) -> [Block] { [.note(block)] }
  /// A verdict.
  public static func buildExpression(_ block: VerdictBox) -> [Block] { [.verdict(block)] }
  /// Links to other pages.
  public static func buildExpression(_ block: Links) -> [Block] { [.links(block)] }
  /// Any block.
  public static func buildExpression(_ block: Block) -> [Block] { [block] }
  /// Blocks from elsewhere.
  public static func buildExpression(_ blocks: [Block]) -> [Block] { blocks }

  /// One part after the other.
  public static func buildBlock(_ parts: [Block]...) -> [Block] { parts.flatMap { $0 } }
  /// The parts of a loop.
  public static func buildArray(_ parts: [[Block]]) -> [Block] { parts.flatMap { $0 } }
  /// What an `if` without `else` gives.
  public static func buildOptional(_ part: [Block]?) -> [Block] { part ?? [] }
  /// What the first branch gives.
  public static func buildEither(first part: [Block]) -> [Block] { part }
  /// What the other branch gives.
  public static func buildEither(second part: [Block]) -> [Block] { part }

  /// The blocks that a closure names, as a list.
  public static func list(@BlockBuilder _ blocks: () throws -> [Block]) rethrows -> [Block] { try blocks() }
}
