// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Explanation
import Tensors
import Testing

@Suite struct ComputationalGraphTests {
  private func program() throws -> Program {
    try Program(inputs: [[2], [2]], named: ["x", "y"]) { v in
      let h = tanh(2 * v[0] + v[1]).named("h \"1\"")
      return [sum(h * h)]
    }
  }

  @Test func aProgramIsItsLinesWithoutNumbers() throws {
    let graph = ComputationalGraph(try program())
    #expect(graph.nodes.map(\.operation) == ["input", "input", "multiply", "add", "tanh", "multiply", "sum"])
    #expect(graph.nodes.map(\.kind).prefix(3) == [.input, .input, .operation])
    #expect(graph.nodes.map(\.isOutput) == [false, false, false, false, false, false, true])
    #expect(
      graph.edges.map { [$0.source, $0.target] } == [
        [0, 2], [2, 3], [1, 3], [3, 4], [4, 5], [4, 5], [5, 6],
      ])
  }

  @Test func textForGraphvizAndMermaidIsEscaped() throws {
    let graph = ComputationalGraph(try program())
    #expect(graph.dot().contains(#"n4 [shape=ellipse, label="h \"1\" = tanh\n[2]"];"#), "\(graph.dot())")
    #expect(
      graph.dot().contains("n6 [shape=ellipse, peripheries=2, label=\"v7 = sum\\n[]\"];"), "\(graph.dot())")
    #expect(graph.dot().contains("  n4 -> n5;\n  n4 -> n5;\n"))
    #expect(graph.mermaid().contains("n4([\"h #34;1#34; = tanh<br/>[2]\"])"), "\(graph.mermaid())")
    #expect(graph.mermaid().hasPrefix("flowchart TB\n"))
  }

  @Test func aTraceHasValuesAndAdjoints() throws {
    let graph = ComputationalGraph(try explain(at: Tensor(3)) { x in x * x })
    #expect(graph.nodes.map(\.value) == ["3", "9"])
    #expect(graph.nodes.map(\.adjoint) == ["6", "1"])
    #expect(graph.dot().contains("v1 = multiply\\n[]\\nvalue 9\\nadjoint 1"))
  }

  @Test(arguments: [5, 12, 40]) func largeGraphsAreFolded(_ limit: Int) throws {
    let program = try Program(inputs: [[3]], named: ["x"]) { v in
      var x = v[0]
      var outputs: [Variable] = []
      for layer in 0..<100 {
        x = tanh(sin(x) + x)
        if layer % 25 == 24 { x.named("layer \(layer)") }
        if layer == 50 { outputs.append(sum(x)) }
      }
      return outputs + [sum(x)]
    }
    let graph = ComputationalGraph(program)
    #expect(graph.nodes.count == 303)
    let folded = graph.folded(to: limit)
    #expect(folded.nodes.count <= limit + 4 && folded.nodes.count > 2)
    #expect(folded.edges.allSatisfy { $0.source < $0.target })
    let members = folded.nodes.reduce(0) { total, node in
      if case .group(let count) = node.kind { return total + count }
      return total + 1
    }
    #expect(members == 303)
    #expect(folded.nodes.contains { $0.isOutput })
    if limit >= 12 { #expect(folded.nodes.contains { $0.label == "layer 24" }) }
    #expect(graph.folded(to: 1000).nodes.count == 303)
  }
}
