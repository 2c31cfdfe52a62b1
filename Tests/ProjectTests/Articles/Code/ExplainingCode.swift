// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Wengert

@Suite("The code of the articles on traces, derivations and drawings")
struct ExplainingCode {
  // swift-format-ignore
  @Test func traces() throws {
    let trace = try explain(at: [1.2, 0.5]) { x in
      let s = sin(x[1]).named("s")
      return x[0] * s + s
    }
    print(trace)

    let program = try Program(inputs: [[], []], named: ["x", "y"]) { v in [v[0] * sin(v[1])] }
    let both = try program.trace(at: [Tensor(2), Tensor(0.5)], along: [Tensor(1), Tensor(0)])
    print(both.text(width: 80))               // cells that do not fit a terminal are cut

    let page = try trace.html(title: "x sin y + sin y")
    let report = try Report(title: "Lesson 3") {
      "Which of the two passes needs the values of the other?"
      try trace.section(title: "Step by step")
    }

    #expect(trace["s"]?.contributions.count == 2 && both.rows.last?.tangent != nil)
    #expect(page.contains("type=\"range\"") && report.html().contains("Step by step"))
  }

  // swift-format-ignore
  @Test func derivations() throws {
    let derivation = try derive(
      ["W1": [5, 6], "W2": [4, 5], "W3": [3, 4], "y": [6], "z": [3]], overSamples: ["y", "z"]
    ) { v in
      let h = matmul(v[0], v[3]).named("h*")
      let h0 = sigmoid(h[0]).named("h0")
      let units = tanh(matmul(v[1], h) + h0).named("H*")
      let output = tanh(matmul(v[2], units) + units[0]).named("ẑ")
      return sum(pow(output - v[4], 2))
    }
    print(derivation)

    let comparison = try derivation.compare(with: [
      "δ": "2(ẑ − z) ⊙ (1 − ẑ²)",
      "W3": "Σ δ H*ᵀ",
      "W2": "Σ (W3ᵀδ ⊙ (1 − H*²)) h*ᵀ",
      "W1": "Σ (W2ᵀ(W3ᵀδ ⊙ (1 − H*²)) ⊙ h*) yᵀ",
    ])
    print(comparison)

    #expect(comparison.entries.map(\.isRight) == [true, false, false])
    #expect(derivation["W3"]?.formula == "Σₛ δ₁ H*ᵀ")
  }

  // swift-format-ignore
  @Test func drawings() throws {
    let program = try Program(inputs: [[2, 3], [3]], named: ["W", "x"]) { v in
      [sum(tanh(matmul(v[0], v[1])).named("h"))]
    }
    let inputs: [Tensor<Double>] = [[[0.1, 0.2, 0.3], [-0.3, 0.2, 0.1]], [1, 2, 3]]

    let graph = ComputationalGraph(try program.trace(at: inputs))
    let picture = GraphDrawing(graph, title: "A layer").svg()
    let text = graph.mermaid()                          // or dot()

    let curvature = try program.hessianMap(at: inputs)  // a Plot
    let network = try NetworkDrawing(title: "Weights", weights: [("W", inputs[0])])

    #expect(picture.contains("A layer") && text.hasPrefix("flowchart"))
    #expect(curvature.title == "Hessian" && network.summary.contains("3, 2 units"))
  }
}
