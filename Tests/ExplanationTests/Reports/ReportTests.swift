// SPDX-License-Identifier: Apache-2.0
@testable internal import Explanation
internal import Foundation
internal import Tensors
internal import Testing

@Suite struct ReportTests {
  /// A page with a block of each kind, all of whose texts are given.
  static func page(_ text: String, hasFrames: Bool = true) throws -> Report {
    let plot = try Sample.all[0].make(text)
    return try Report(title: text, lead: text) {
      VerdictBox(.confirmed, text)
      try Section(text) {
        text
        Paragraph(text)
        Bullets([text, text])
        try ReportTable([text, "n"], rows: [[text, "1"], ["b", "-2.5"]], caption: text)
        Picture(plot, caption: text)
        Section(text) {
          Code(text)
          Note(text)
        }
      }
      try Section("Figures") {
        for sample in Sample.all { Picture(try sample.make(text)) }
        if hasFrames { try Frames([(text, plot), ("2", plot)], caption: text) }
      }
      try Section("Links") { Links([try Links.Link(text, to: "a/b.html#c", text)]) }
    }
  }

  @Test("A page is well-formed, and asks nothing of a network", arguments: [true, false])
  func wellFormed(hasFrames: Bool) throws {
    let html = try Self.page("loss", hasFrames: hasFrames).html()
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html"))
    let document = ParsedDocument(String(html.dropFirst("<!DOCTYPE html>\n".count)))
    #expect(document.mistake == nil)
    #expect(document.count("h1") == 1)
    #expect(document.count("script") == (hasFrames ? 1 : 0))
    for name in ["src", "srcset", "style", "onclick"] { #expect(document.values(name).isEmpty) }
    let targets = document.values("href")
    #expect(targets.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("data:text/csv") || $0 == "a/b.html#c" })
    let anchors = document.values("id")
    #expect(Set(anchors).count == anchors.count)
    #expect(targets.filter { $0.hasPrefix("#") }.allSatisfy { anchors.contains(String($0.dropFirst())) })
    #expect(document.elements.filter { $0.name == "th" }.allSatisfy { $0.attributes["scope"] != nil })
  }

  @Test("Text never becomes markup")
  func escaping() throws {
    let html = try Self.page(FigureTests.hostile).html()
    let document = ParsedDocument(String(html.dropFirst("<!DOCTYPE html>\n".count)))
    #expect(document.mistake == nil)
    #expect(document.count("script") == 1)
    #expect(!html.contains("<script>alert"))
  }

  @Test("Equal reports are equal bytes")
  func deterministic() throws {
    #expect(try Self.page("loss").html() == Self.page("loss").html())
  }

  @Test("The policy names the style sheet and the script, by a digest that others compute, too")
  func policy() throws {
    let html = try Self.page("loss").html()
    let style = try #require(html.firstMatch(of: /<style>(.*?)<\/style>/.dotMatchesNewlines())).1
    let script = try #require(html.firstMatch(of: /<script>(.*?)<\/script>/)).1
    #expect(html.contains("style-src 'sha256-\(SHA256.base64(String(style)))'"))
    #expect(html.contains("script-src 'sha256-\(SHA256.base64(String(script)))'"))
    #expect(html.contains("default-src 'none'"))
    // FIPS 180-4's examples, and lengths about a block's end by coreutils' sha256sum.
    #expect(SHA256.base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    #expect(SHA256.base64("") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    #expect(
      SHA256.base64(String(repeating: "a", count: 55)) == "n0OQ+NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg=")
    #expect(
      SHA256.base64(String(repeating: "a", count: 64)) == "/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs=")
  }

  @Test("A table knows its numbers, and refuses rows that do not fit")
  func tables() throws {
    let table = try ReportTable(["a", "b", "c"], rows: [["x", "1", "\u{2212}2"], ["2", "", "**<1e-3**"]])
    #expect([0, 1, 2].map(table.isNumeric) == [false, true, true])
    #expect(throws: ReportError.row(1, cells: 1, columns: 2)) {
      try ReportTable(["a", "b"], rows: [["", ""], [""]])
    }
    #expect(throws: ReportError.noFrames("c")) { try Frames([], caption: "c") }
  }

  @Test(
    "Links stay beside the page",
    arguments: ["javascript:alert(1)", "//a.b", "/etc", "../x", "a b", "", "https://a"])
  func links(target: String) {
    #expect(throws: ReportError.link(target)) { try Links.Link("x", to: target) }
  }

  @Test(
    "Marks make code and strong words, and single ones stand for themselves",
    arguments: [
      ("a `b` c", "a <code>b</code> c"), ("**a** b", "<strong>a</strong> b"), ("`a", "`a"),
      ("2 ** 3", "2 ** 3"),
      ("``", "``"), ("`**a**`", "<code>**a**</code>"),
    ])
  func markings(text: String, markup: String) {
    var element = Element("p")
    element.children = Markings.nodes(text)
    #expect(element.markup == "<p>\(markup)</p>")
  }

  @Test("A file is replaced as a whole, and a folder that is not there is an error")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("wengert-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("a.html").path
    let report = try Self.page("loss")
    for _ in 0..<2 { try report.write(to: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == report.html())
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.html"])
    #expect(throws: FileError.self) { try report.write(to: folder.path + "/none/a.html") }
  }
}
