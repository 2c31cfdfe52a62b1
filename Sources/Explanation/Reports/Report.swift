// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A page that holds all it needs: text, tables, figures and their data in one HTML file, readable without a network
/// and without scripts, in light and dark, on paper and on a phone. Equal reports are equal bytes.
///
/// ```swift
/// let report = Report(title: "Two spirals", lead: "What second order buys.") {
///   VerdictBox(.confirmed, "LM needs 14 steps, Adam 3000.")
///   try Section("Training") {
///     Paragraph("Both nets start from **the same** parameters, `seed: 1`.")
///     Picture(plot, caption: "The error of 20 starts.")
///     try ReportTable(["method", "steps"], rows: [["LM", "14"], ["Adam", "3000"]])
///   }
/// }
/// try report.write(to: "spirals.html")
/// ```
public struct Report: Sendable {
  /// The page's title.
  public let title: String
  /// A sentence below it.
  public let lead: String
  /// The language of the text, as HTML names it.
  public let language: String
  /// The content in its order.
  public let blocks: [Block]

  /// A page with the content that the closure names.
  ///
  /// - Parameters:
  ///   - lead: A sentence below the title.
  ///   - language: The language of the text, as HTML names it.
  /// - Throws: What the closure throws.
  public init(
    title: String, lead: String = "", language: String = "en", @BlockBuilder content: () throws -> [Block]
  ) rethrows {
    (self.title, self.lead, self.language) = (title, lead, language)
    blocks = try content()
  }

  /// The page.
  public func html() -> String { ReportPage(self).text }

  /// Writes the page. A file that is there is replaced at once, so that a reader never sees half a page.
  ///
  /// - Throws: `FileError` when the system does not let it.
  public func write(to path: String) throws(FileError) {
    let page = html()
    try FileWriter.write(FileContext(path, .html)) { (file) throws(FileError) in try file.append(page) }
  }
}
