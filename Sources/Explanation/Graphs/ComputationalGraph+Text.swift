// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension ComputationalGraph {
  /// The graph in Graphviz' language DOT.
  public func dot() -> String {
    let lines = nodes.enumerated().map { number, node in
      let shape = node.kind == .operation ? "ellipse" : "box"
      let text = node.lines.map(Self.escapedForDOT).joined(separator: "\\n")
      return "  n\(number) [shape=\(shape)\(node.isOutput ? ", peripheries=2" : ""), label=\"\(text)\"];"
    }
    let arrows = edges.map { "  n\($0.source) -> n\($0.target);" }
    return (["digraph {", "  rankdir=TB;"] + lines + arrows + ["}"]).joined(separator: "\n") + "\n"
  }

  /// The graph in Mermaid's language for flowcharts.
  public func mermaid() -> String {
    let lines = nodes.enumerated().map { number, node in
      let text = node.lines.map(Self.escapedForMermaid).joined(separator: "<br/>")
      return node.kind == .operation ? "  n\(number)([\"\(text)\"])" : "  n\(number)[\"\(text)\"]"
    }
    let arrows = edges.map { "  n\($0.source) --> n\($0.target)" }
    return (["flowchart TB"] + lines + arrows).joined(separator: "\n") + "\n"
  }

  private static func escapedForDOT(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  /// Mermaid reads entities, with `#` in the place of `&`.
  private static func escapedForMermaid(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "#", "<", ">", "&", "`": escaped += "#\(scalar.value);"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension ComputationalGraph.Node {
  /// What stands in the node: its name and operation, its shape, and value and adjoint when it has them.
  var lines: [String] {
    var head = "\(label) = \(operation)"
    switch kind {
    case .input, .constant: head = label
    case .group(let count): head = "\(label): \(count) lines"
    case .operation: break
    }
    var lines = [head]
    if case .group = kind { lines.append(operation) }
    lines.append("\(shape)")
    if let value { lines.append("value \(value)") }
    if let adjoint { lines.append("adjoint \(adjoint)") }
    return lines
  }
}
