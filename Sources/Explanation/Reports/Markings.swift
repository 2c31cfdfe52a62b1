// SPDX-License-Identifier: Apache-2.0

/// Text with code between backquotes and strong words between pairs of asterisks. A mark without its partner stands
/// for itself.
package enum Markings {
  static func nodes(_ text: String) -> [Element.Node] {
    var nodes: [Element.Node] = []
    var plain = ""
    var rest = text[...]
    func marked(_ mark: String, _ name: String) -> Element? {
      guard rest.hasPrefix(mark) else { return nil }
      let inner = rest.dropFirst(mark.count)
      guard let end = start(of: mark, in: inner), end > inner.startIndex else { return nil }
      rest = inner[end...].dropFirst(mark.count)
      return Element(name, text: String(inner[..<end]))
    }
    while let character = rest.first {
      if let element = marked("`", "code") ?? marked("**", "strong") {
        if !plain.isEmpty { nodes.append(.text(plain)) }
        plain = ""
        nodes.append(.element(element))
      } else {
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    return plain.isEmpty ? nodes : nodes + [.text(plain)]
  }

  private static func start(of mark: String, in text: Substring) -> Substring.Index? {
    text.indices.first { text[$0...].hasPrefix(mark) }
  }

  /// The text without its marks.
  package static func plain(_ text: String) -> String {
    nodes(text).map { node in
      switch node {
      case .text(let text), .verbatim(let text): text
      case .element(let element): if case .text(let text)? = element.children.first { text } else { "" }
      }
    }.joined()
  }

  /// A name for files and anchors: small letters, digits and hyphens.
  static func slug(_ text: String) -> String {
    let words = plain(text).lowercased().unicodeScalars.split { character in
      switch character {
      case "a"..."z", "0"..."9": false
      default: true
      }
    }
    let name = words.map { String($0) }.joined(separator: "-").prefix(60)
    return name.isEmpty ? "figure" : String(name)
  }
}
