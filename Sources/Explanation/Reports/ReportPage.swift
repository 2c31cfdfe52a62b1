// SPDX-License-Identifier: Apache-2.0

/// A report as a page of HTML that is well-formed XML too.
struct ReportPage {
  private let report: Report
  private var names: [String: Int] = [:]

  init(_ report: Report) { self.report = report }

  var text: String {
    var page = self
    return "<!DOCTYPE html>\n" + page.root().markup + "\n"
  }

  private mutating func root() -> Element {
    let content = elements(report.blocks, level: 2)
    var header = Element("header", [:], [Element("h1", text: report.title)])
    if !report.lead.isEmpty { header.append(Self.marked("p", report.lead, ["class": "lead"])) }
    var main = Element("main", [:], [header])
    if contents.count > 2 { main.append(navigation) }
    main.append(content)
    let hasFrames = Self.holdsFrames(report.blocks)
    var body = Element("body", [:], [main])
    if hasFrames { body.append(Self.verbatim("script", Frames.script)) }
    return Element(
      "html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": report.language],
      [head(hasFrames: hasFrames), body])
  }

  private func head(hasFrames: Bool) -> Element {
    let style = PageStyle.text
    // Nothing from elsewhere, and of what stands in the page only this style sheet and this script.
    let policy =
      "default-src 'none'; style-src 'sha256-\(SHA256.base64(style))'; "
      + (hasFrames ? "script-src 'sha256-\(SHA256.base64(Frames.script))'; " : "")
      + "img-src data:; base-uri 'none'; form-action 'none'"
    return Element(
      "head", [:],
      [
        Element("meta", ["charset": "utf-8"]),
        Element("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
        Element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        Element("meta", ["name": "color-scheme", "content": "light dark"]),
        Element("title", text: report.title), Self.verbatim("style", style),
      ])
  }

  private static func verbatim(_ name: String, _ text: String) -> Element {
    var element = Element(name)
    element.children = [.verbatim(text)]
    return element
  }

  private static func marked(
    _ name: String, _ text: String, _ attributes: KeyValuePairs<String, any AttributeValue> = [:]
  ) -> Element {
    var element = Element(name, attributes)
    element.children = Markings.nodes(text)
    return element
  }

  private static func holdsFrames(_ blocks: [Block]) -> Bool {
    blocks.contains { block in
      switch block {
      case .frames: true
      case .section(let section): holdsFrames(section.blocks)
      default: false
      }
    }
  }

  // MARK: The list of sections

  private var contents: [Section] {
    report.blocks.compactMap { if case .section(let section) = $0 { section } else { nil } }
  }

  private var navigation: Element {
    var fresh = ReportPage(report)
    let items = fresh.anchors(report.blocks).map { title, anchor in
      Element("li", [:], [Self.marked("a", title, ["href": "#\(anchor)"])])
    }
    return Element("nav", ["aria-label": "Contents"], [Element("ul", [:], items)])
  }

  /// The sections of the first level with the anchors that they get in the page.
  private mutating func anchors(_ blocks: [Block]) -> [(title: String, anchor: String)] {
    blocks.flatMap { block -> [(title: String, anchor: String)] in
      switch block {
      case .section(let section):
        let anchor = unique(section.title)
        _ = anchors(section.blocks)
        return [(section.title, anchor)]
      case .picture(let picture):
        _ = unique(picture.figure.title)
        return []
      default: return []
      }
    }
  }

  /// An anchor that nothing else in the page has.
  private mutating func unique(_ title: String) -> String {
    let name = Markings.slug(title)
    names[name, default: 0] += 1
    let count = names[name, default: 1]
    return count == 1 ? name : unique("\(name)-\(count)")
  }

  // MARK: Blocks

  private mutating func elements(_ blocks: [Block], level: Int) -> [Element] {
    var elements: [Element] = []
    for block in blocks { elements.append(element(block, level: level)) }
    return elements
  }

  private mutating func element(_ block: Block, level: Int) -> Element {
    switch block {
    case .section(let section):
      let anchor = unique(section.title)
      let heading = Self.marked("h\(min(level, 6))", section.title)
      return Element("section", ["id": anchor], [heading] + elements(section.blocks, level: level + 1))
    case .paragraph(let paragraph): return Self.marked("p", paragraph.text)
    case .bullets(let bullets): return Element("ul", [:], bullets.items.map { Self.marked("li", $0) })
    case .table(let table): return table.element
    case .picture(let picture): return figure(picture)
    case .frames(let frames): return frames.element
    case .code(let code):
      return Element("pre", ["tabindex": 0], [Element("code", text: code.text)])
    case .note(let note):
      return Element("div", ["class": "aside", "role": "note"], [Self.marked("p", note.text)])
    case .verdict(let box):
      let name = box.outcome.rawValue
      let mark = Element("strong", text: box.outcome.title)
      return Element(
        "div", ["class": "verdict \(name)", "role": "note"], [mark, Self.marked("p", box.text)])
    case .links(let list):
      let items = list.links.map { link -> Element in
        var item = Element("li", [:], [Self.marked("a", link.title, ["href": link.target])])
        if !link.text.isEmpty { item.append(Self.marked("p", link.text)) }
        return item
      }
      return Element("ul", ["class": "links"], items)
    }
  }

  private mutating func figure(_ picture: Picture) -> Element {
    let drawing = picture.figure.drawing
    let anchor = unique(picture.figure.title)
    var figure = Element("figure", ["id": anchor])
    if drawing.panels.isEmpty {
      figure.append(picture.figure.layouts)
    } else {
      figure.set("class", "panels")
      figure.append(Element("p", ["class": "heading"], text: drawing.title))
      figure.append(drawing.legendElements)
      figure.append(
        Element("div", ["class": "strip"], drawing.panels.map { $0.element(isStandalone: false) }))
    }
    var caption = Self.marked("figcaption", picture.caption)
    caption.append(FigureData.element(picture.figure, name: anchor))
    figure.append(caption)
    return figure
  }
}

extension Drawing {
  /// The legend of panels as a drawing for each entry, so that they flow as words do.
  fileprivate var legendElements: [Element] {
    let pieces = Legend.merged(legend).map { entry in
      Element(
        "span", [:],
        [
          Element(
            "svg",
            [
              "xmlns": "http://www.w3.org/2000/svg", "class": "plot key", "viewBox": "0 -8 24 16",
              "width": 24,
              "height": 16, "stroke-width": 2, "aria-hidden": "true",
            ], entry.key), Element("span", text: entry.label),
        ])
    }
    return pieces.isEmpty ? [] : [Element("p", ["class": "legend"], pieces)]
  }
}
