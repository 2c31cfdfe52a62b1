// SPDX-License-Identifier: Apache-2.0

/// A list of pages beside this one, for an index.
public struct Links: Hashable, Sendable {
  /// A page.
  public struct Link: Hashable, Sendable {
    let title: String
    let target: String
    let text: String

    /// - Parameters:
    ///   - title: What the page is called.
    ///   - target: Its file, as seen from this page's folder.
    ///   - text: What it is about, with the marks of a ``Paragraph``.
    /// - Throws: ``ReportError/link(_:)`` for what is not a file beside the page or below its folder.
    public init(_ title: String, to target: String, _ text: String = "") throws(ReportError) {
      let isPlain = target.unicodeScalars.allSatisfy { character in
        switch character {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", "#": true
        default: false
        }
      }
      let leaves = target.hasPrefix("/") || target.split(separator: "/").contains("..")
      guard isPlain, !target.isEmpty, !leaves else { throw .link(target) }
      (self.title, self.target, self.text) = (title, target, text)
    }
  }

  let links: [Link]

  /// The list of some links.
  public init(_ links: [Link]) { self.links = links }
}
