// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct AnomalyTests {
  @Test("nothing is found in a clean run") func clean() throws {
    let program = try Program(inputs: [[3]]) { v in [sum(log(v[0]))] }.gradient()
    #expect(try program.firstAnomaly(at: [Tensor<Double>([1, 2, 3])], includingInfinities: true) == nil)
  }

  @Test("the first operation that makes NaN, with names, shapes and ranges") func forward() throws {
    let program = try Program(inputs: [[3]], named: ["x"]) { v in
      let root = sqrt((v[0] - 1).named("shifted"))
      return [sum(root * 2)]
    }
    let anomaly = try #require(try program.firstAnomaly(at: [Tensor<Double>([0, 2, 5])]))
    #expect(anomaly.kind == .nan && anomaly.reachesOutput && anomaly.infinitySource == nil)
    #expect(anomaly.step.operation == "sqrt" && anomaly.step.phase == .evaluation)
    #expect(anomaly.step.operands.map(\.name) == ["shifted"])
    #expect(anomaly.step.operands[0].finiteRange == -1...4)
    #expect(anomaly.step.result.nanCount == 1 && anomaly.step.result.shape == [3])
    #expect(
      anomaly.description == """
        NaN was made by v3 = sqrt(shifted), line 3
          operand shifted [3]: -1.0 to 4.0
          result v3 [3]: 1.0 to 2.0, 1 NaN
        """)
    let single = try #require(try program.firstAnomaly(at: [Tensor<Float>([0, 2, 5])]))
    #expect(single == anomaly)
  }

  @Test("in the reverse sweep, the operation and the one that it is a derivative of") func reverse() throws {
    // Finite at 0, but its slope is ∞ - ∞.
    let program = try Program(inputs: [[2]], named: ["x"]) { v in [sum(sqrt(v[0]) - sqrt(2 * v[0]))] }
    for gradient in [try program.valueWithGradient(), try program.gradient()] {
      let anomaly = try #require(try gradient.firstAnomaly(at: [Tensor<Double>([0, 0])]))
      #expect(anomaly.kind == .nan && anomaly.reachesOutput)
      #expect(anomaly.step.phase == .reverseSweep)
      #expect(anomaly.infinitySource?.phase == .reverseSweep)
      #expect(anomaly.infinitySource?.derivedFrom?.contains("sqrt(") == true, "\(anomaly)")
    }
    let second = try #require(
      try program.gradient().jvp().firstAnomaly(at: [Tensor<Double>([0, 0]), Tensor<Double>([1, 0])]))
    #expect(second.step.phase == .reverseSweep, "\(second)")
  }

  @Test("a derivative of a line that is gone names its operation") func sourceIsGone() throws {
    let gradient = try Program(inputs: [[2]], named: ["x"]) { v in [sum(2 + log(v[0]))] }.gradient()
    #expect(!gradient.description.contains("log("))
    for program in [gradient, try gradient.vjp(), try gradient.jvp().jvp()] {
      let point = program.inputShapes.map { _ in Tensor<Double>([0, 1]) }
      let anomaly = try #require(try program.firstAnomaly(at: point, includingInfinities: true))
      #expect(anomaly.step.phase == .reverseSweep && anomaly.step.derivedFrom == "log", "\(anomaly)")
    }
  }

  @Test("in the forward sweep") func tangents() throws {
    let program = try Program(inputs: [[]], named: ["x"]) { v in [sqrt(v[0]) - sqrt(2 * v[0])] }.jvp()
    let anomaly = try #require(try program.firstAnomaly(at: [Tensor<Double>(0), Tensor<Double>(1)]))
    #expect(anomaly.step.phase == .forwardSweep, "\(anomaly)")
  }

  @Test("the infinity that NaN was made of") func infinity() throws {
    let program = try Program(inputs: [[2]], named: ["x"]) { v in [sum(v[0] * log(v[0]))] }
    let anomaly = try #require(try program.firstAnomaly(at: [Tensor<Double>([0, 1])]))
    #expect(anomaly.step.operation == "multiply")
    #expect(anomaly.infinitySource?.operation == "log")
    let first = try #require(
      try program.firstAnomaly(at: [Tensor<Double>([0, 1])], includingInfinities: true))
    #expect(first.kind == .infinity && first.step.operation == "log")
  }

  @Test("what reaches an output comes before what a selection hides") func hidden() throws {
    let program = try Program(inputs: [[2]], named: ["x"]) { v in
      let safe = select(v[0] > 0, sqrt(v[0]), 0)
      return [sum(safe) + log(v[0][1])]
    }
    let hidden = try #require(try program.firstAnomaly(at: [Tensor<Double>([-1, 1])]))
    #expect(!hidden.reachesOutput && hidden.step.operation == "sqrt")
    #expect(hidden.description.hasSuffix("no output depends on it"))
    let shown = try #require(try program.firstAnomaly(at: [Tensor<Double>([-1, -1])]))
    #expect(shown.reachesOutput && shown.step.operation == "log")
  }

  @Test("inputs and constants that are not numbers") func given() throws {
    let program = try Program(inputs: [[2]], named: ["x"]) { v in
      [v[0] * 2, v[0] + Variable(Tensor<Double>([1, Double.nan]))]
    }
    let constant = try #require(try program.firstAnomaly(at: [Tensor<Double>([0, 1])]))
    #expect(constant.step.operation == "constant")
    let input = try #require(try program.firstAnomaly(at: [Tensor<Double>([.nan, 1])]))
    #expect(input.step.operation == "input" && input.step.statement == "input x")
    #expect(input.description.hasPrefix("NaN is held by input x, line 0"))
  }

  @Test("inside of an operation that is composed of others") func inside() throws {
    let program = try Program(inputs: [[2]], named: ["x"]) { v in
      [sum(checkpoint { exp(log(v[0]).named("logarithm")) })]
    }
    let forward = try #require(try program.firstAnomaly(at: [Tensor<Double>([-1, 1])]))
    #expect(forward.step.operation == "log" && forward.step.statement == "logarithm = log(x)")
    #expect(forward.step.enclosing == "v1 = checkpoint(x)")
    #expect(forward.step.line == 1)
    let reverse = try #require(
      try program.gradient().firstAnomaly(at: [Tensor<Double>([0, 1])], includingInfinities: true))
    #expect(reverse.step.phase == .reverseSweep, "\(reverse)")
  }

  @Test("an executable says what its inputs do") func executable() throws {
    let run = try Program(inputs: [[]], named: ["x"]) { v in [log(v[0])] }.gradient()
      .compiled(for: Float.self)
    try run.setInput(0, to: Tensor(0))
    run.run()
    #expect(try run.firstAnomaly() == nil)
    #expect(try run.firstAnomaly(includingInfinities: true)?.kind == .infinity)
    let error = #expect(throws: ShapeError.self) {
      try run.program.firstAnomaly(at: [Tensor<Double>([1, 2])])
    }
    #expect(error?.reason.contains("input 0 (x) has shape []") == true)
  }
}
