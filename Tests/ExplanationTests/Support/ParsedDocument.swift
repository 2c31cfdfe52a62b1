// SPDX-License-Identifier: Apache-2.0
internal import Foundation

#if canImport(FoundationXML)
  internal import FoundationXML
#endif

/// A document as Foundation's parser reads it, to check ours by someone else's reading.
final class ParsedDocument: NSObject, XMLParserDelegate {
  /// The elements in the order in which they begin.
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  /// All text outside of scripts and style sheets.
  private(set) var text = ""
  /// What the parser objects to, with its line; `nil` for a well-formed document.
  private(set) var mistake: String?
  private var open: [String] = []

  init(_ markup: String) {
    super.init()
    let parser = XMLParser(data: Data(markup.utf8))
    parser.delegate = self
    if !parser.parse() {
      mistake =
        "line \(parser.lineNumber), column \(parser.columnNumber): \(parser.parserError.map { "\($0)" } ?? "")"
    }
  }

  func count(_ name: String) -> Int { elements.count { $0.name == name } }

  /// The values of an attribute, of all elements that have it.
  func values(_ attribute: String) -> [String] { elements.compactMap { $0.attributes[attribute] } }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append((name, attributes))
    open.append(name)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    if open.last != "style", open.last != "script" { text += characters }
  }
}
