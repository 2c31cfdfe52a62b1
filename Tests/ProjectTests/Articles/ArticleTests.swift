// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite("The documentation")
struct ArticleTests {
  /// The code that is compiled and run by tests, or is a manifest of its own.
  static let compiled: [[String]] = {
    let files =
      (try? Project.files(in: "Tests/ProjectTests/Articles/Code", ending: ".swift")
        + Project.files(in: "Tests/Fixtures/Client", ending: ".swift")) ?? []
    return files.compactMap { try? Project.lines(of: $0) }
  }()

  /// A page shows only code that a file in `Tests/ProjectTests/Articles/Code` contains, line for line: there it compiles, and
  /// what it claims is tested.
  @Test("shows code that compiles")
  func code() throws {
    var count = 0
    for article in try Article.all() {
      for piece in article.code {
        count += 1
        let body = Array(piece.lines.drop { $0.isEmpty || $0.hasPrefix("import ") })
        let isFound = Self.compiled.contains { Self.contains(body, in: $0) }
        #expect(
          isFound,
          "\(article.file):\(piece.line): no test contains this code:\n\(piece.lines.joined(separator: "\n"))"
        )
      }
    }
    #expect(count > 10)
  }

  @Test("links to files that exist")
  func links() throws {
    for article in try Article.all() {
      let folder = URL(filePath: Project.root + article.file).deletingLastPathComponent()
      for link in article.links where !link.hasPrefix("#") {
        // An article names a picture without the folder in which they all lie.
        let exists = ["", "Resources/"].contains {
          FileManager.default.fileExists(
            atPath: folder.appending(path: $0 + link).path(percentEncoded: false))
        }
        #expect(exists, "\(article.file) links to \(link)")
      }
    }
  }

  /// Whether lines contain others in a row, all indented alike.
  private static func contains(_ piece: [String], in lines: [String]) -> Bool {
    guard let first = piece.first, !piece.isEmpty, lines.count >= piece.count else { return false }
    return (0...(lines.count - piece.count)).contains { start in
      guard lines[start].hasSuffix(first) else { return false }
      let indent = lines[start].dropLast(first.count)
      guard indent.allSatisfy({ $0 == " " }) else { return false }
      return piece.indices.allSatisfy { i in
        piece[i].isEmpty ? lines[start + i].isEmpty : lines[start + i] == indent + piece[i]
      }
    }
  }
}
