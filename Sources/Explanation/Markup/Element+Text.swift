// SPDX-License-Identifier: Apache-2.0

extension Element {
  /// The document's text, on one line but for newlines within text.
  ///
  /// It is well-formed XML, and HTML reads the same tree out of it: only elements that are void in HTML, and empty
  /// ones of SVG, close themselves.
  var markup: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    text += "<" + name
    for attribute in attributes {
      text += " " + attribute.name + "=\""
      text.append(escaping: attribute.value, quotes: true)
      text += "\""
    }
    guard !children.isEmpty || Self.namesThatNeedAnEnd.contains(name) else {
      text += "/>"
      return
    }
    text += ">"
    for child in children {
      switch child {
      case .element(let element): element.write(to: &text)
      case .text(let content): text.append(escaping: content, quotes: false)
      case .verbatim(let content): text += content
      }
    }
    text += "</" + name + ">"
  }

  /// Elements of HTML that may be empty and are not void.
  private static let namesThatNeedAnEnd: Set = [
    "a", "article", "body", "code", "div", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "header",
    "li",
    "main", "nav", "ol", "output", "p", "pre", "script", "section", "span", "style", "table", "tbody", "td",
    "th",
    "thead", "title", "tr", "ul",
  ]
}

extension String {
  /// Adds text so that it reads as text, never as markup. Characters that XML cannot hold become `U+FFFD`.
  fileprivate mutating func append(escaping text: String, quotes: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": self += "&amp;"
      case "<": self += "&lt;"
      case ">": self += "&gt;"
      case "\"" where quotes: self += "&quot;"
      // A parser would turn these into spaces.
      case "\n" where quotes: self += "&#10;"
      case "\t" where quotes: self += "&#9;"
      case "\r": self += "&#13;"
      case "\u{0}"..<"\u{9}", "\u{B}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}":
        self += "\u{FFFD}"
      default: unicodeScalars.append(scalar)
      }
    }
  }
}
