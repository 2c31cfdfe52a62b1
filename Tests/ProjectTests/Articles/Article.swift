// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A page of the documentation.
struct Article {
  /// Its path from the package's folder.
  let file: String
  let lines: [String]

  init(_ file: String) throws {
    self.file = file
    lines = try Project.lines(of: file)
  }

  /// All pages, the read me among them.
  static func all() throws -> [Article] {
    try (["README.md", "CONTRIBUTING.md"] + Project.files(in: "Docs", ending: ".md")).map { try Article($0) }
  }

  /// A piece of Swift on a page.
  struct Code {
    /// The number of its first line.
    let line: Int
    /// Without the indentation that all share.
    let lines: [String]
  }

  /// The pieces of Swift on the page.
  var code: [Code] {
    var pieces: [Code] = []
    var open: (line: Int, lines: [String])?
    for (number, line) in lines.enumerated() {
      let word = line.trimmingCharacters(in: .whitespaces)
      if let piece = open {
        if word == "```" {
          pieces.append(Code(line: piece.line, lines: piece.lines))
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if word == "```swift" {
        open = (number + 2, [])
      }
    }
    return pieces
  }

  /// The pages and files of the package that the page links to.
  var links: [String] {
    lines.flatMap { line in
      line.matches(of: /\]\(([^)#]+)[^)]*\)/).map { String($0.1) }.filter { !$0.contains("://") }
    }
  }
}
