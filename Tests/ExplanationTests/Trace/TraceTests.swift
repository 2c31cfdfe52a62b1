// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Explanation
import Tensors
import TestSupport
import Testing

@Suite struct TraceTests {
  private func product() throws -> Program {
    try Program(inputs: [[], []], named: ["x", "y"]) { v in
      let s = sin(v[1]).named("s")
      return [v[0] * s + s]
    }
  }

  @Test func aScalarFunctionIsExplainedToTheLastProduct() throws {
    let trace = try product().trace(at: [Tensor(2), Tensor(0.5)])
    #expect(
      trace.description == """
        forward, in the order of execution

        line  operation  shape  value     local derivatives
        ----  ---------  -----  --------  -------------------------
        x     input      []     2
        y     input      []     0.5
        s     sin(y)     []     0.479426  ∂/∂y = 0.877583
        v3    x * s      []     0.958851  ∂/∂x = 0.479426, ∂/∂s = 2
        v4    v3 + s     []     1.43828   ∂/∂v3 = 1, ∂/∂s = 1

        backward, in reverse order

        line  adjoint   contributions
        ----  --------  --------------------------------
        v4    1         begins with 1
        v3    1         from v4: 1 · 1 = 1
        s     3         from v4: 1 · 1 = 1
                        + from v3: 1 · 2 = 2
        y     2.63275   from s: 3 · 0.877583 = 2.63275
        x     0.479426  from v3: 1 · 0.479426 = 0.479426
        """)
    #expect(trace.markdown.contains("| s | sin(y) | [] | 0.479426 | ∂/∂y = 0.877583 |\n"))
    #expect(trace.markdown.contains("| line | adjoint | contributions |\n| --- | --- | --- |\n"))
  }

  @Test func forwardDerivativesStandBeside() throws {
    let trace = try product().trace(at: [Tensor(2), Tensor(0.5)], along: [Tensor(1), Tensor(-1)])
    #expect(
      try trace.rows.compactMap { try $0.tangent?.scalar() }.map { ($0 * 1e5).rounded() } == [
        100000, -100000, -87758, -127574, -215332,
      ])
    #expect(trace.description.contains("tangent"))
  }

  @Test func aVariableThatIsUsedTwiceInOneOperationHasTwoContributions() throws {
    let trace = try explain(at: Tensor(3)) { x in x * x }
    let x = try #require(trace["x"])
    #expect(x.contributions.map(\.value) == [Tensor(3), Tensor(3)])
    #expect(x.adjoint == Tensor(6))
    #expect(trace.description.contains("x     6        from v1, operand 1: 1 · 3 = 3\n"), "\(trace)")
    #expect(trace.description.contains("               + from v1, operand 2: 1 · 3 = 3"), "\(trace)")
  }

  @Test func whatNothingDependsOnHasNoAdjoint() throws {
    let trace = try Program(inputs: [[2], [2]], named: ["x", "y"]) { v in
      [sum(v[0] * stopGradient(v[1]))]
    }.trace(at: [[1, 2], [3, 4]])
    #expect(trace["x"]?.adjoint == [3, 4])
    #expect(trace["y"]?.adjoint == nil || trace["y"]?.adjoint == [0, 0])
  }

  @Test func largeValuesAreSummarized() throws {
    let trace = try explain(at: Tensor((1...100).map(Double.init))) { x in sum(x * x) }
    #expect(trace.description.contains("100 from 1 to 100"))
    #expect(trace.rows.map(\.label) == ["x", "v1", "v2"])
    #expect(trace["v1"]?.value.count == 100)
  }

  @Test(arguments: 0..<20) func adjointsAreThoseOfTheSweep(_ seed: Int) throws {
    var draws = Draws(seed: seed)
    let program = try Program(inputs: [[2, 3], [3], [2]], named: ["W", "x", "b"]) { v in
      let h = tanh(matmul(v[0], v[1]) + v[2]).named("h")
      return [sum(h * h) + max(h[0], h[1]) * logSumExp(v[1]), softmax(h)]
    }
    let inputs = draws.spread(program.inputShapes, in: program.inputShapes.map { _ in -2...2 })
    let cotangents = draws.spread(program.outputShapes, in: program.outputShapes.map { _ in -2...2 })
    let directions = draws.spread(program.inputShapes, in: program.inputShapes.map { _ in -2...2 })
    let trace = try program.trace(at: inputs, seeding: cotangents, along: directions)
    let pulled = try program.vjp().run(inputs + cotangents).suffix(3)
    for (label, expected) in zip(["W", "x", "b"], pulled) {
      let adjoint = try #require(trace[label]?.adjoint)
      #expect(adjoint.isClose(to: expected), "seed \(seed), \(label)")
    }
    let pushed = try program.jvp().run(inputs + directions).suffix(2)
    for (output, expected) in zip(trace.outputs, pushed) {
      #expect(trace.rows[output].tangent?.isClose(to: expected) == true, "seed \(seed)")
    }
  }

  // MARK: Mistakes

  @Test func severalNumbersNeedCotangents() throws {
    let error = try #require(throws: TraceError.self) { try explain(at: [1, 2]) { x in x * x } }
    #expect(
      error.description
        == "trace: the outputs have shapes [[2]]; give a cotangent for each, or return a single number")
  }

  @Test func unfitTensorsAreNamed() throws {
    let program = try product()
    #expect(throws: TraceError.unfit("cotangents", [[2]], expected: [[]])) {
      try program.trace(at: [Tensor(1), Tensor(2)], seeding: [[1, 2]])
    }
    #expect(throws: TraceError.unfit("directions", [[]], expected: [[], []])) {
      try program.trace(at: [Tensor(1), Tensor(2)], along: [Tensor(1)])
    }
    #expect(throws: ShapeError.self) { try program.trace(at: [Tensor(1)]) }
  }
}
