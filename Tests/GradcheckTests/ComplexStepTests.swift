// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import TestSupport
import Tensors
import Testing

@Suite("The complex step")
struct ComplexStepTests {
  static let options = GradcheckOptions(method: .complexStep)

  struct Function: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let body: @Sendable (Variable) -> Variable
  }

  static let functions = [
    Function(testDescription: "exp, expm1") { x in exp(x) - expm1(-x) },
    Function(testDescription: "log, log1p, sqrt") { x in log(x) * log1p(x) + sqrt(x) },
    Function(testDescription: "sin, cos") { x in sin(x) * cos(2 * x) },
    Function(testDescription: "sinh, cosh, tanh") { x in sinh(x) / cosh(x) - tanh(3 * x) },
    Function(testDescription: "sigmoid") { x in sigmoid(x) },
    Function(testDescription: "quotients") { x in x / (1 + x * x) - 1 / x },
    Function(testDescription: "whole powers") { x in pow(x, 2) + pow(x, 5) - pow(x, -3) + pow(x, 0) },
    Function(testDescription: "products of matrices") { x in
      let matrix = outer(x, exp(x))
      return matmul(matrix, matmul(matrix, x))
    },
    Function(testDescription: "sums, boxes and shapes") { x in
      sum(concatenate([x[1...], x]).reshaped(to: [5, 1]) * x, along: 0)
    },
  ]

  @Test("agrees to the last digits", arguments: functions)
  func agrees(_ function: Function) throws {
    for seed in 0..<5 {
      var draws = Draws(seed: seed)
      let x = draws.tensor([3], in: 0.5...2)
      let report = try gradcheck(at: x, options: Self.options) { function.body($0) }
      #expect(report.passed && report.notes.isEmpty, "seed \(seed)\n\(report)")
      #expect((report.inputs[0].digits ?? 0) > 13, "seed \(seed)\n\(report)")
    }
  }

  @Test("takes one evaluation for each direction and each element")
  func evaluations() throws {
    let report = try gradcheck(at: [1, 2, 3], options: Self.options) { x in sum(sin(x)) }
    #expect(report.evaluations == 1 + 3 + 3)
  }

  @Test("finds what is wrong")
  func wrong() throws {
    let report = try gradcheck(
      at: [1, 2, 3], gradient: { x in 0.999_999_999_9 * cos(x) }, options: Self.options
    ) { x in sum(sin(x)) }
    #expect(report.verdict == .failed && report.inputs[0].badCount == 3, "\(report)")
  }

  @Test("where there is none, differences are taken, and the report says so")
  func unsupported() throws {
    let report = try gradcheck(at: [1, 2], options: Self.options) { x in sum(abs(x)) }
    #expect(report.passed)
    #expect(
      report.notes == [
        "There is no complex step: abs has no rule for complex numbers; differences were taken instead."
      ])
  }
}
