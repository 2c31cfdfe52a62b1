// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import TestSupport
import Tensors
import Testing

@Suite("Right derivatives pass")
struct RightDerivativesTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let shapes: [Shape]
    let domain: ClosedRange<Double>
    let function: @Sendable ([Variable]) -> [Variable]
    var testDescription: String { name }

    init(
      _ name: String, _ shapes: [Shape], in domain: ClosedRange<Double> = -1...1,
      _ function: @escaping @Sendable ([Variable]) -> [Variable]
    ) {
      self.name = name
      self.shapes = shapes
      self.domain = domain
      self.function = function
    }

    static let all = [
      Row("polynomial", [[3]]) { v in [sum(v[0] * v[0] * v[0] - 2 * v[0] + 1)] },
      Row("linear", [[4]]) { v in [3 * v[0] + 1] },
      Row("exponentials", [[4]], in: -3...3) { v in [exp(v[0]), exp(-v[0] * v[0])] },
      Row("logarithms", [[4]], in: 0.01...2) { v in [sum(log(v[0]) * v[0])] },
      Row("chain", [[2, 3]]) { v in [tanh(exp(sin(v[0] * 2)) / 3)] },
      Row("net", [[4, 3], [4], [2, 4], [3]]) { v in [sigmoid(matmul(v[2], tanh(matmul(v[0], v[3]) + v[1])))]
      },
      Row("batch", [[5, 3], [3, 4]]) { v in [softmax(matmul(v[0], v[1]), along: -1)] },
      Row("kinks near by", [[30]]) { v in [sum(relu(v[0]) + abs(v[0] - 0.5)), max(v[0])] },
      Row("two outputs, broadcast", [[3, 1], [4]]) { v in [v[0] * v[1], logSumExp(v[0] + v[1])] },
      Row("scalar", [[]], in: 1...2) { v in [sqrt(v[0]) / v[0]] },
      Row("cancelling", [[3]], in: 1...2) { v in [sum((v[0] + 1e6) * v[0]) - 1e6 * sum(v[0])] },
      Row("wiggling", [[2]], in: 1...2) { v in [sin(1e6 * v[0])] },
      // Too narrow for the first steps, which see a constant.
      Row("narrow bump", [[2]], in: 1...1.0001) { v in [exp(-1e8 * (v[0] - 1) * (v[0] - 1))] },
      Row("large outputs", [[3]]) { v in [1e200 * sin(v[0])] },
      Row("tiny outputs", [[3]]) { v in [1e-200 * sin(v[0])] },
      Row("mixed outputs", [[3]]) { v in [1e9 * cos(v[0]), 1e-9 * sin(v[0])] },
      Row("large inputs", [[3]], in: 1e6...2e6) { v in [sum(v[0] * v[0] * v[0]), log(v[0])] },
      Row("small inputs", [[3]], in: 1e-6...2e-6) { v in [sum(v[0] * v[0]), log(v[0]), exp(v[0])] },
      Row("tiny inputs", [[3]], in: 1e-8...2e-8) { v in [sin(v[0]), cos(1e8 * v[0]), sqrt(v[0])] },
      Row("an input without influence", [[3], [2]]) { v in [sum(v[0] * v[0])] },
      Row("no gradient wanted", [[3], [2]]) { v in [sum(exp(v[0])) + 0 * sum(v[1])] },
    ]
  }

  @Test("in both modes, at five points", arguments: Row.all)
  func passes(_ row: Row) throws {
    let program = try Program(inputs: row.shapes, row.function)
    for seed in 0..<5 {
      var draws = Draws(seed: seed)
      let point = row.shapes.map { draws.tensor($0, in: row.domain) }
      let report = try gradcheck(program, at: point, options: .init(seed: UInt64(seed)))
      #expect(report.passed, "point of seed \(seed)\n\(report)")
    }
  }

  static let smooth = Row.all.filter { ["polynomial", "chain", "net", "batch"].contains($0.name) }

  @Test("in Float too, at five points", arguments: smooth)
  func passesInFloat(_ row: Row) throws {
    let program = try Program(inputs: row.shapes, row.function)
    for seed in 0..<5 {
      var draws = Draws(seed: seed)
      let point = row.shapes.map { draws.tensor($0, in: row.domain) }
      let report = try gradcheck(program, at: point, for: Float.self, options: .init(seed: UInt64(seed)))
      #expect(report.passed, "point of seed \(seed)\n\(report)")
    }
  }

  @Test("digits that Float loses are not mistakes of the derivative", arguments: [1e-6, 1e-3, 10])
  func lostInFloat(_ scale: Double) throws {
    // 1 - exp(-bt) is 0 in Float for small b·t, and overflows for large ones.
    let program = try Program(inputs: [[2], [20]], named: ["b", "t"]) { v in
      let error = v[0][0] * (1 - exp(-v[0][1] * v[1])) - 0.5
      return [sum(error * error)]
    }
    for seed in 0..<10 {
      var draws = Draws(seed: seed)
      let point = [draws.tensor([2]) * scale, draws.tensor([20]) * scale]
      let report = try gradcheck(program, at: point, for: Float.self, options: .init(seed: UInt64(seed)))
      #expect(report.verdict != .failed, "seed \(seed)\n\(report)")
    }
  }

  @Test("a saturated net is no mistake either", arguments: [10.0, 100])
  func saturated(_ scale: Double) throws {
    let program = try Program(inputs: [[4, 3], [2, 4], [3]], named: ["W1", "W2", "x"]) { v in
      [softmax(matmul(v[1], tanh(matmul(v[0], v[2]))))]
    }
    for seed in 0..<10 {
      var draws = Draws(seed: seed)
      let point = program.inputShapes.map { draws.tensor($0) * scale }
      let options = GradcheckOptions(seed: UInt64(seed))
      let double = try gradcheck(program, at: point, options: options)
      #expect(double.verdict != .failed, "seed \(seed)\n\(double)")
      let float = try gradcheck(program, at: point, for: Float.self, options: options)
      #expect(float.verdict != .failed, "seed \(seed)\n\(float)")
    }
  }

  @Test("only the chosen inputs are checked")
  func chosenInputs() throws {
    let program = try Program(inputs: [[2], [2]], named: ["a", "b"]) { v in [sum(v[0] * stopGradient(v[1]))] }
    let point: [Tensor<Double>] = [[1, 2], [3, 4]]
    #expect(try gradcheck(program, at: point, by: [0]).passed)
    let all = try gradcheck(program, at: point)
    #expect(all.inputs.map(\.verdict) == [.passed, .failed])
    #expect(all.inputs[1].diagnosis?.kind == .detached)
  }

  @Test("a gradient that the user supplies")
  func suppliedGradient() throws {
    let x: Tensor<Double> = [1, 2]
    let mine = try gradcheck(at: x, gradient: { x in Tensor([cos(x[0]) * x[1], sin(x[0])]) }) { x in
      sin(x[0]) * x[1]
    }
    #expect(mine.passed, "\(mine)")
    #expect(mine.adjointIdentity == nil)
    #expect(mine.derivatives == "gradient")
  }
}
