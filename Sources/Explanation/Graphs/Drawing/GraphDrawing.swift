// SPDX-License-Identifier: Apache-2.0

/// A computational graph as a figure: a box for each line with its value and adjoint, an arrow for each reading of a
/// variable, in one colour for the forward pass and in another for the backward one.
///
/// Where a variable is read several times, as many arrows leave its box: its adjoint is the sum of what comes back along
/// them.
///
/// ```swift
/// let graph = ComputationalGraph(try program.trace(at: inputs))
/// try GraphDrawing(graph, title: "One step of the network").svg()
/// ```
public struct GraphDrawing: Figure {
  public let title: String
  /// What the reader should see in the figure, in a sentence.
  public let summary: String
  /// The graph as it is drawn, folded.
  public let graph: ComputationalGraph
  /// The step that is shown; `nil` for the end.
  let moment: GraphMoment?

  /// - Parameters:
  ///   - summary: What the reader should see, in a sentence; empty for what the graph consists of.
  ///   - limit: The most operations that are drawn; of a larger graph neighbours are folded.
  public init(_ graph: ComputationalGraph, title: String, summary: String = "", limit: Int = 40) {
    self.title = title
    self.graph = graph.folded(to: limit)
    self.summary = summary.isEmpty ? graph.summary(folded: self.graph) : summary
    moment = nil
  }

  /// A graph at a step of its evaluation, not folded.
  init(_ graph: ComputationalGraph, title: String, moment: GraphMoment) {
    (self.title, self.graph, self.moment) = (title, graph, moment)
    summary = graph.summary(folded: graph)
  }

  public var drawing: Drawing { GraphLayout(self).drawing }
}

extension ComputationalGraph {
  /// How many nodes of what kind there are, and what is read most.
  fileprivate func summary(folded: ComputationalGraph) -> String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    let inputs = nodes.count { $0.kind == .input }
    let operations = nodes.count { $0.kind == .operation }
    var parts = ["\(count(operations, "operation")) of \(count(inputs, "input"))"]
    if folded.nodes.count < nodes.count { parts.append("folded to \(folded.nodes.count) boxes") }
    var readings = [Int](repeating: 0, count: nodes.count)
    for edge in edges { readings[edge.source] += 1 }
    if let most = readings.indices.max(by: { readings[$0] < readings[$1] }), readings[most] > 1 {
      parts.append("\(nodes[most].label) is read \(readings[most]) times")
    }
    return parts.joined(separator: "; ") + "."
  }
}
