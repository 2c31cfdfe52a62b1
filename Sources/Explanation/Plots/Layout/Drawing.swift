// SPDX-License-Identifier: Apache-2.0

/// A figure on paper. ``Figure/svg()`` and ``Figure/csv()`` make text of it.
public struct Drawing: Sendable {
  let title: String
  /// What a screen reader says.
  let summary: String
  let width: Double
  let height: Double
  let content: [Element]
  /// The data, made when they are asked for.
  let data: @Sendable () -> [DataRow]
  /// The drawings side by side that this one consists of, with its legend above; empty for a single one.
  var panels: [Drawing] = []
  var legend: [LegendEntry] = []

  /// The drawing as the root of a file, with its own style sheet and ground, or for a page that has both.
  func element(isStandalone: Bool) -> Element {
    var root = Element(
      "svg",
      [
        "class": "plot", "viewBox": "0 0 \(Tenths(width)) \(Tenths(height))", "width": width,
        "height": height,
        "role": "img", "stroke-width": 2,
      ], [Element("title", text: title), Element("desc", text: summary)])
    root.set("xmlns", "http://www.w3.org/2000/svg")
    if isStandalone {
      var style = Element("style")
      style.children = [.verbatim(Theme.properties + Theme.rules)]
      root.append([style, Element("rect", ["class": "paper", "width": "100%", "height": "100%"])])
    }
    root.append(content)
    return root
  }
}
