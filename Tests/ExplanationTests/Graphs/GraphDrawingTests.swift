// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Explanation
import Tensors
import TestSupport
import Testing

@Suite struct GraphDrawingTests {
  private func network() throws -> (program: Program, inputs: [Tensor<Double>]) {
    let program = try Program(inputs: [[5, 6], [4, 5], [6]], named: ["W1", "W2", "y"]) { v in
      let h = matmul(v[0], v[2]).named("h*")
      let units = tanh(matmul(v[1], h) + sigmoid(h[0]).named("h0")).named("H*")
      return [sum(units * units).named("f")]
    }
    var draws = Draws(seed: 3)
    return (program, program.inputShapes.map { draws.tensor($0) })
  }

  @Test func bothPassesAreDrawnInTwoColours() throws {
    let (program, inputs) = try network()
    let graph = ComputationalGraph(try program.trace(at: inputs))
    let document = ParsedDocument(GraphDrawing(graph, title: "A <network>").svg())
    #expect(document.mistake == nil)
    #expect(document.text.contains("A <network>"))
    #expect(document.text.contains("forward: values") && document.text.contains("backward: adjoints"))
    #expect(document.text.contains("H* = tanh"))
    let classes = document.values("class")
    // A line and a head for each reading of a variable, forward and back.
    #expect(classes.count { $0 == "f s0" } >= graph.edges.count)
    #expect(classes.count { $0 == "l s1" } >= graph.edges.count)
  }

  @Test func aGraphWithoutATraceHasOnePass() throws {
    let document = ParsedDocument(
      GraphDrawing(ComputationalGraph(try network().program), title: "Program").svg())
    #expect(document.mistake == nil)
    #expect(!document.text.contains("backward"))
    #expect(!document.values("class").contains("l s1"))
  }

  @Test func readersWhoDoNotSeeItHearWhatItHolds() throws {
    let figure = GraphDrawing(ComputationalGraph(try network().program), title: "Program")
    #expect(
      figure.summary.contains("of 3 inputs") && figure.summary.contains("is read 2 times"),
      "\(figure.summary)")
    #expect(figure.csv().contains("H*,tanh,[4]"), "\(figure.csv())")
  }

  @Test func aLargeGraphIsFoldedAndDrawnAtOnce() throws {
    let program = try Program(inputs: [[3], [3]], named: ["x", "w"]) { v in
      var x = v[0]
      for layer in 0..<1250 {
        x = tanh(v[1] * x + sin(x))
        if layer % 250 == 249 { x.named("layer \(layer)") }
      }
      return [sum(x)]
    }
    let graph = ComputationalGraph(program)
    #expect(graph.nodes.count > 5000)
    let clock = ContinuousClock()
    var drawn = ""
    let time = clock.measure { drawn = GraphDrawing(graph, title: "5000 operations").svg() }
    // Two seconds in release; a debug build is many times slower.
    #expect(time < .seconds(20), "\(time)")
    let document = ParsedDocument(drawn)
    #expect(document.mistake == nil)
    #expect(document.count("rect") < 400)
    #expect(document.text.contains("layer 249"))
  }

  @Test func manyInputsAndOutputsAreFoldedToo() throws {
    let program = try Program(inputs: Array(repeating: [], count: 300)) { v in v.map { sin($0) } }
    let folded = ComputationalGraph(program).folded(to: 20)
    #expect(folded.nodes.count <= 60, "\(folded.nodes.count)")
    #expect(folded.nodes.contains { $0.kind == .group(281) })
    #expect(folded.edges.allSatisfy { $0.source < $0.target })
    #expect(ParsedDocument(GraphDrawing(ComputationalGraph(program), title: "many").svg()).mistake == nil)
  }

  // MARK: Networks

  @Test func aLineForEachWeight() throws {
    let figure = try NetworkDrawing(
      title: "Weights", weights: [("W1", [[1, -2], [0, 0.5], [3, 1]]), ("W2", [[1, 1, -1]])])
    let document = ParsedDocument(figure.svg())
    #expect(document.mistake == nil)
    let widths = document.elements.filter { $0.name == "path" }.compactMap { $0.attributes["stroke-width"] }
    // Eight weights are not zero; the largest is 3.
    #expect(widths.count == 8 && widths.contains("5"), "\(widths)")
    #expect(document.count("circle") == 12)
    #expect(figure.csv().contains("W1,1,0,-2"), "\(figure.csv())")
  }

  @Test func largeLayersAreShortened() throws {
    let figure = try NetworkDrawing(
      title: "Wide", weights: [("W", Tensor(repeating: 1, shape: [100, 30]))], layers: ["input", "hidden"])
    let document = ParsedDocument(figure.svg())
    #expect(document.count("circle") == 2 * 2 * 15)
    #expect(document.text.contains("100 units") && document.text.contains("⋮"))
  }

  @Test func matricesThatDoNotFollowEachOtherAreRefused() throws {
    #expect(throws: PlotError.self) {
      try NetworkDrawing(title: "", weights: [("A", Tensor.zeros([2, 3])), ("B", Tensor.zeros([2, 3]))])
    }
    #expect(throws: PlotError.self) { try NetworkDrawing(title: "", weights: []) }
    #expect(throws: PlotError.self) { try NetworkDrawing(title: "", weights: [("A", [1, 2])]) }
  }

  // MARK: Maps

  @Test func mapsByInputsThatAreNotThereAreRefused() throws {
    let program = try Program(inputs: [[2]]) { [sum($0[0] * $0[0])] }
    #expect(throws: DerivativeError.self) { try program.jacobianMap(at: [[1, 2]], by: [9]) }
    #expect(throws: DerivativeError.self) { try program.hessianMap(at: [[1, 2]], by: [9]) }
  }

  @Test func mapsHaveTheDerivatives() throws {
    let program = try Program(inputs: [[2], []], named: ["x", "y"]) { v in
      [v[0] * v[1], sum(v[0] * v[0])]
    }
    let map = try program.jacobianMap(at: [[1, 2], Tensor(3)])
    // Rows: y·x in two elements, then Σ x²; columns: two elements of x, then y.
    let expected: [Double] = [3, 0, 1, 0, 3, 2, 2, 4, 0]
    let values = map.csv().split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").last }
    #expect(values.prefix(9).compactMap { Double($0) } == expected, "\(map.csv())")
    let energy = try Program(inputs: [[2]], named: ["x"]) { v in [v[0][0] * v[0][0] * v[0][1]] }
    let second = try energy.hessianMap(at: [[1, 2]]).csv().split(separator: "\n").dropFirst()
    #expect(
      second.prefix(4).compactMap { $0.split(separator: ",").last.flatMap { Double($0) } } == [4, 2, 2, 0])
  }
}
