// SPDX-License-Identifier: Apache-2.0

/// An element of an SVG or HTML document. A tree of them is well-formed and escaped by construction.
struct Element: Sendable {
  /// What an element holds.
  enum Node: Sendable {
    case element(Element)
    case text(String)
    /// A style sheet or a script of our own: HTML does not unescape their content, so it is written as it is. It must
    /// not contain `<` or `&`, for XML's sake.
    case verbatim(String)
  }

  let name: String
  private(set) var attributes: [(name: String, value: String)]
  var children: [Node] = []

  init(_ name: String, _ attributes: KeyValuePairs<String, any AttributeValue> = [:]) {
    self.name = name
    self.attributes = attributes.map { ($0.key, $0.value.attributeText) }
  }

  init(_ name: String, _ attributes: KeyValuePairs<String, any AttributeValue> = [:], text: String) {
    self.init(name, attributes)
    children = [.text(text)]
  }

  init(_ name: String, _ attributes: KeyValuePairs<String, any AttributeValue> = [:], _ elements: [Element]) {
    self.init(name, attributes)
    append(elements)
  }

  /// Adds an element at the end.
  mutating func append(_ element: Element) { children.append(.element(element)) }

  /// Adds elements at the end.
  mutating func append(_ elements: [Element]) { children += elements.map { .element($0) } }

  /// Adds a class to those that the element has.
  mutating func addClass(_ name: String) {
    if let place = attributes.firstIndex(where: { $0.name == "class" }) {
      attributes[place].value += " " + name
    } else {
      attributes.append(("class", name))
    }
  }

  /// Adds an attribute; `nil` adds none.
  mutating func set(_ name: String, _ value: (any AttributeValue)?) {
    guard let value else { return }
    attributes.append((name, value.attributeText))
  }
}

/// What an attribute can be set to.
protocol AttributeValue {
  /// The value before it is escaped.
  var attributeText: String { get }
}

extension String: AttributeValue {
  var attributeText: String { self }
}

extension Int: AttributeValue {
  var attributeText: String { String(self) }
}

extension Double: AttributeValue {
  /// A coordinate: one digit behind the point is finer than a screen shows.
  var attributeText: String { Tenths(self).description }
}
