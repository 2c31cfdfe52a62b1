// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct ToolchainOracleTests {
  /// The functions of `ToolchainDerivatives`, recorded.
  private static let functions: [@Sendable (Variable) -> Variable] = [
    { x in x * sin(x) + cos(x * x) },
    { x in exp(-x * x) / (1 + x * x) },
    { x in tanh(sin(x)) * sqrt(1 + x * x) - x },
    { x in log(2 + sin(x)) / (3 + cos(3 * x)) },
    { x in pow(1 + x * x, 0.3 * x) },
    { x in
      var y = sigmoid(x)
      for _ in 0..<5 { y = 3.2 * y * (1 - y) }
      return y
    },
  ]

  #if canImport(_Differentiation)
    @Test("values and slopes are those of the compiler's derivatives", arguments: functions.indices)
    func compilersDerivatives(_ number: Int) throws {
      let program = try Program(inputs: [[]]) { [Self.functions[number]($0[0])] }.valueWithGradient()
      let run = program.compiled(for: Double.self)
      for seed in 0..<20 {
        var draws = Draws(seed: seed)
        let x = draws.number(in: -3...3)
        let expected = ToolchainDerivatives.valueAndSlope(ofFunction: number, at: x)
        let y = try run([Tensor(x)])
        #expect(y[0].isClose(to: Tensor(expected.value)), "seed \(seed)")
        #expect(y[1].isClose(to: Tensor(expected.gradient)), "seed \(seed)")
      }
    }
  #endif
}
