// SPDX-License-Identifier: Apache-2.0

/// A part of a ``Report``.
public enum Block: Sendable {
  /// A part with a heading.
  case section(Section)
  /// Running text.
  case paragraph(Paragraph)
  /// A list.
  case bullets(Bullets)
  /// A table.
  case table(ReportTable)
  /// A picture.
  case picture(Picture)
  /// Figures of several moments.
  case frames(Frames)
  /// Code or output, as it is.
  case code(Code)
  /// A remark.
  case note(Note)
  /// A verdict.
  case verdict(VerdictBox)
  /// Links to other pages.
  case links(Links)
}

/// A part with a heading. Sections may hold sections.
public struct Section: Sendable {
  let title: String
  let blocks: [Block]

  /// A part with the content that the closure names.
  public init(_ title: String, @BlockBuilder content: () throws -> [Block]) rethrows {
    self.title = title
    blocks = try content()
  }
}

/// Running text. Between backquotes it is code, between pairs of asterisks it is strong.
public struct Paragraph: Hashable, Sendable {
  let text: String

  /// The block of a text.
  public init(_ text: String) { self.text = text }
}

/// A list of texts, with the marks of a ``Paragraph``.
public struct Bullets: Hashable, Sendable {
  let items: [String]

  /// The list of some items.
  public init(_ items: [String]) { self.items = items }
}

/// Text as it is, in a face of equal widths.
public struct Code: Hashable, Sendable {
  let text: String

  /// The block of a text.
  public init(_ text: String) { self.text = text }
}

/// A remark beside the course of the text, with the marks of a ``Paragraph``.
public struct Note: Hashable, Sendable {
  let text: String

  /// The block of a text.
  public init(_ text: String) { self.text = text }
}

/// What an experiment found about a claim.
public struct VerdictBox: Hashable, Sendable {
  /// How a claim fares.
  public enum Outcome: String, Hashable, Sendable, Codable {
    /// The claim holds.
    case confirmed
    /// The claim is wrong.
    case refuted
    /// The claim holds, but not for the reason given, or not always.
    case incomplete

    /// The outcome as the beginning of a line.
    package var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  }

  /// How the claim fares.
  public let outcome: Outcome
  /// Why.
  public let text: String

  /// - Parameter text: Why, with the marks of a ``Paragraph``.
  public init(_ outcome: Outcome, _ text: String) { (self.outcome, self.text) = (outcome, text) }
}

/// A figure with its data.
public struct Picture: Sendable {
  let figure: any Figure
  let caption: String

  /// - Parameter caption: What to see in the figure, with the marks of a ``Paragraph``.
  public init(_ figure: any Figure, caption: String = "") { (self.figure, self.caption) = (figure, caption) }
}
