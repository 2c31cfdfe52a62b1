// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A node of a graph as a box with lines of text.
struct NodeBox {
  /// What a line of text says.
  enum Role: String {
    case head = "name"
    case shape = "soft"
    case value = "f s0"
    case adjoint = "f s1"
  }

  /// An empty text leaves room.
  private(set) var lines: [(text: String, role: Role)]
  let width: Double
  let height: Double
  private let node: ComputationalGraph.Node
  /// Whether it is the node's turn.
  private let isCurrent: Bool

  private static let lineHeight = 17.0
  private static let margin = (x: 12.0, y: 7.0)
  private static let widest = 190.0

  /// - Parameter moment: The step that is shown, with the node's number; `nil` for the end.
  init(_ node: ComputationalGraph.Node, at moment: (GraphMoment, number: Int)? = nil) {
    self.node = node
    isCurrent = moment.map { $0.0.current == $0.number } ?? false
    var lines: [(String, Role)] = [(node.head, .head)]
    if case .group = node.kind { lines.append((node.operation, .shape)) }
    lines.append((node.shapeText, .shape))
    if let value = node.value { lines.append((value, .value)) }
    if let adjoint = node.adjoint, adjoint != "none" { lines.append(("adj " + adjoint, .adjoint)) }
    self.lines = lines.map { (TextWidth.shortened($0.0, width: Self.widest, size: 13), $0.1) }
    let widths = self.lines.map { TextWidth.of($0.text, size: 13, isBold: $0.role == .head) }
    width = max(44, (widths.max() ?? 0) + 2 * Self.margin.x)
    height = Double(lines.count) * Self.lineHeight + 2 * Self.margin.y
    guard let (moment, number) = moment else { return }
    // The box is as large as at the end, so that it stays where it is.
    self.lines = self.lines.map { text, role in
      switch role {
      case .value: (moment.valued.contains(number) ? text : "", role)
      case .adjoint:
        (
          moment.adjoints[number].map { TextWidth.shortened("adj " + $0, width: width - 8, size: 13) } ?? "",
          role
        )
      case .head, .shape: (text, role)
      }
    }
  }

  /// The box around a centre.
  func elements(at center: Point) -> [Element] {
    let (left, top) = (center.x - width / 2, center.y - height / 2)
    let role = node.kind == .input ? "s2" : node.kind == .constant ? "sm" : "si"
    func frame(_ inset: Double, _ classes: String, _ opacity: String?) -> Element {
      var box = Element(
        "rect",
        [
          "class": classes, "x": left + inset, "y": top + inset, "width": width - 2 * inset,
          "height": height - 2 * inset, "rx": node.kind == .operation ? 12.0 : 4.0,
        ])
      box.set("fill-opacity", opacity)
      if opacity == nil { box.set("stroke-width", "1.3") }
      return box
    }
    var elements = [frame(0, "paper", "1"), frame(0, "f \(role)", node.kind == .input ? "0.12" : "0.05")]
    if isCurrent { elements.append(frame(0, "f s4", "0.35")) }
    if case .group = node.kind {
      // A second box behind shows that there are several.
      elements.insert(
        Element(
          "rect",
          [
            "class": "l sm", "x": left + 4, "y": top + 4, "width": width, "height": height, "rx": 4,
            "stroke-width": "1.3",
          ]), at: 0)
    }
    elements.append(frame(0, "l \(role)", nil))
    if node.isOutput { elements.append(frame(3, "l \(role)", nil)) }
    for (number, line) in lines.enumerated() where !line.text.isEmpty {
      elements.append(
        Element(
          "text",
          [
            "class": line.role.rawValue, "x": center.x,
            "y": top + Self.margin.y + Self.lineHeight * (Double(number) + 0.75), "text-anchor": "middle",
          ], text: line.text))
      if line.role == .head { elements[elements.count - 1].set("font-weight", "600") }
    }
    return elements
  }
}

extension ComputationalGraph.Node {
  /// The name and the operation.
  fileprivate var head: String {
    switch kind {
    case .input, .constant: label
    case .operation: isOperationObvious ? operation : "\(label) = \(operation)"
    case .group(let count): "\(label): \(count) \(isOutput || operation == "inputs" ? operation : "lines")"
    }
  }

  /// Whether the label says nothing that readers need.
  private var isOperationObvious: Bool { label.first == "v" && Int(label.dropFirst()) != nil }

  fileprivate var shapeText: String { shape.rank == 0 ? "number" : "\(shape)" }
}
