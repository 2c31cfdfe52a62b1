// SPDX-License-Identifier: Apache-2.0
internal import Foundation

#if canImport(FoundationXML)
  internal import FoundationXML
#endif

/// What Foundation's parser objects to in a document, with its place; `nil` when it is well-formed.
func mistake(in markup: String) -> String? {
  let text =
    markup.hasPrefix("<!DOCTYPE html>\n") ? String(markup.dropFirst("<!DOCTYPE html>\n".count)) : markup
  let parser = XMLParser(data: Data(text.utf8))
  return parser.parse()
    ? nil
    : "line \(parser.lineNumber), column \(parser.columnNumber): \(parser.parserError.map { "\($0)" } ?? "")"
}
