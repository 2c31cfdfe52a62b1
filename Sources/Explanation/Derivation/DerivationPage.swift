// SPDX-License-Identifier: Apache-2.0

/// A derivation as a page: each part with its formulas, where the parts of an adjoint come from, and the whole as text.
struct DerivationPage {
  private let derivation: Derivation
  private let title: String

  init(_ derivation: Derivation, title: String) {
    self.derivation = derivation
    self.title = title
  }

  var root: Element {
    var main = Element("main", [:], [Element("header", [:], [Element("h1", text: title)])])
    for part in derivation.parts {
      main.append(
        Element(
          "section", [:], [Element("h2", text: part.title)] + part.equations.flatMap(elements)))
    }
    if !derivation.constants.isEmpty {
      let items = derivation.constants.map { Element("li", text: "\($0.name) = \($0.text)") }
      main.append(Element("section", [:], [Element("h2", text: "Where"), Element("ul", [:], items)]))
    }
    main.append(Element("p", text: derivation.operationText + "."))
    main.append(
      Element(
        "section", [:],
        [
          Element("h2", text: "As text"),
          Element("pre", ["tabindex": 0], [Element("code", text: derivation.description)]),
        ]))
    return Element(
      "html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": "en"], [head, Element("body", [:], [main])])
  }

  private func elements(_ equation: Derivation.Equation) -> [Element] {
    let formula = Element("div", ["class": "scroll formula", "tabindex": 0], [equation.mathML])
    guard equation.contributions.count > 1 else { return [formula] }
    let items = equation.contributions.map { part in
      Element(
        "li", [:],
        [
          Element("code", text: part.formula), Element("span", text: " through "),
          Element("code", text: part.reader),
        ])
    }
    return [formula, Element("ul", ["class": "origins"], items)]
  }

  private var head: Element {
    let style = PageStyle.text + Self.rules
    var sheet = Element("style")
    sheet.children = [.verbatim(style)]
    return Element(
      "head", [:],
      [
        Element("meta", ["charset": "utf-8"]),
        Element(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content":
              "default-src 'none'; style-src 'sha256-\(SHA256.base64(style))'; base-uri 'none'; form-action 'none'",
          ]), Element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        Element("meta", ["name": "color-scheme", "content": "light dark"]), Element("title", text: title),
        sheet,
      ])
  }

  private static let rules =
    "math{font-size:1.15rem}.formula{margin:.9rem 0;padding:.15rem 0;overflow-y:hidden;text-align:left}.formula math{text-align:left;width:max-content}"
    + ".origins{font-size:.95rem;color:var(--soft);list-style:none}"
}
