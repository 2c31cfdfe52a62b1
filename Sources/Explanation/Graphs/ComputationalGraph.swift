// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

/// A program as a graph: its lines, and which of them read which.
///
/// As text for Graphviz and Mermaid, and as a drawing of our own.
public struct ComputationalGraph: Sendable {
  /// A line of the program, or several that were folded into one.
  public struct Node: Sendable {
    /// What a node stands for.
    public enum Kind: Hashable, Sendable {
      /// An input of the program.
      case input
      /// A constant.
      case constant
      /// What an operation gives.
      case operation
      /// A number of lines, folded.
      case group(Int)
    }

    /// How the line is called.
    public let label: String
    /// The name of its operation; of a group, the names of what it holds.
    public let operation: String
    /// What it stands for.
    public let kind: Kind
    /// The shape of its value.
    public let shape: Shape
    /// Its value in short, when the graph is that of a trace.
    public let value: String?
    /// Its adjoint in short, when the graph is that of a trace.
    public let adjoint: String?
    /// Whether it is an output.
    public let isOutput: Bool
  }

  /// That one node reads another.
  public struct Edge: Hashable, Sendable {
    /// The node that is read, by its place among the nodes.
    public let source: Int
    /// The node that reads it.
    public let target: Int
  }

  /// The nodes; each is read by later ones only.
  public let nodes: [Node]
  /// What reads what; as often as it reads it.
  public let edges: [Edge]

  init(nodes: [Node], edges: [Edge]) {
    self.nodes = nodes
    self.edges = edges
  }

  /// The graph of a program. Numbers are left out. O(count).
  public init(_ program: Program) {
    let lines = CondensedLines(program)
    let operations = Set(program.operations.map(\.line))
    let numbers = Set(program.constantLines.filter { $0.value.rank == 0 }.map(\.line))
    let (inputs, outputs) = (Set(program.inputLines), Set(program.outputLines))
    let (shapes, labels) = (program.lineShapes, program.lineLabels)
    let shown = shapes.indices.filter { line in
      operations.contains(line) ? lines.shown[line] != nil : !numbers.contains(line) || outputs.contains(line)
    }
    let place = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
    nodes = shown.map { line in
      let source: Node.Kind = inputs.contains(line) ? .input : .constant
      return Node(
        label: labels[line], operation: lines.shown[line]?.operation ?? "\(source)",
        kind: lines.shown[line] == nil ? source : .operation, shape: shapes[line], value: nil, adjoint: nil,
        isOutput: outputs.contains(line))
    }
    edges = shown.flatMap { line in
      (lines.shown[line]?.operands ?? []).compactMap { operand in
        place[operand].flatMap { source in place[line].map { Edge(source: source, target: $0) } }
      }
    }
  }

  /// The graph of a trace, with values and adjoints.
  public init(_ trace: Trace) {
    let place = Dictionary(uniqueKeysWithValues: trace.rows.enumerated().map { ($1.label, $0) })
    nodes = trace.rows.enumerated().map { number, row in
      Node(
        label: row.label, operation: row.operation,
        kind: row.operation == "input" ? .input : row.operation == "constant" ? .constant : .operation,
        shape: row.shape, value: row.value.line, adjoint: row.adjoint?.line ?? "none",
        isOutput: trace.outputs.contains(number))
    }
    edges = trace.rows.enumerated().flatMap { target, row in
      row.operands.compactMap { place[$0].map { Edge(source: $0, target: target) } }
    }
  }
}
