// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

/// A program gives the very elements that the tensors' own functions give.
@Suite struct EagerAgreementTests {
  struct Function: Sendable, CustomTestStringConvertible {
    let name: String
    let eager: @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>
    let recorded: @Sendable (Variable, Variable) -> Variable
    var testDescription: String { name }

    init(
      _ name: String, _ eager: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>,
      _ recorded: @escaping @Sendable (Variable) -> Variable
    ) {
      self.name = name
      self.eager = { x, _ in eager(x) }
      self.recorded = { x, _ in recorded(x) }
    }

    init(
      _ name: String,
      ofTwo eager: @escaping @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>,
      _ recorded: @escaping @Sendable (Variable, Variable) -> Variable
    ) {
      (self.name, self.eager, self.recorded) = (name, eager, recorded)
    }
  }

  static let functions: [Function] = [
    Function("exp", { exp($0) }, { exp($0) }), Function("expm1", { expm1($0) }, { expm1($0) }),
    Function("log", { log($0) }, { log($0) }), Function("log1p", { log1p($0) }, { log1p($0) }),
    Function("sin", { sin($0) }, { sin($0) }), Function("cos", { cos($0) }, { cos($0) }),
    Function("tan", { tan($0) }, { tan($0) }), Function("asin", { asin($0) }, { asin($0) }),
    Function("acos", { acos($0) }, { acos($0) }), Function("atan", { atan($0) }, { atan($0) }),
    Function("sinh", { sinh($0) }, { sinh($0) }), Function("cosh", { cosh($0) }, { cosh($0) }),
    Function("tanh", { tanh($0) }, { tanh($0) }), Function("asinh", { asinh($0) }, { asinh($0) }),
    Function("acosh", { acosh($0) }, { acosh($0) }), Function("atanh", { atanh($0) }, { atanh($0) }),
    Function("erf", { erf($0) }, { erf($0) }), Function("erfc", { erfc($0) }, { erfc($0) }),
    Function("sigmoid", { sigmoid($0) }, { sigmoid($0) }),
    Function("softplus", { softplus($0) }, { softplus($0) }),
    Function("relu", { relu($0) }, { relu($0) }), Function("sqrt", { sqrt($0) }, { sqrt($0) }),
    Function("reciprocal", { reciprocal($0) }, { reciprocal($0) }),
    Function("sign", { sign($0) }, { sign($0) }), Function("abs", { abs($0) }, { abs($0) }),
    Function("negate", { -$0 }, { -$0 }),
    Function("add", ofTwo: { $0 + $1 }, { $0 + $1 }), Function("subtract", ofTwo: { $0 - $1 }, { $0 - $1 }),
    Function("multiply", ofTwo: { $0 * $1 }, { $0 * $1 }),
    Function("divide", ofTwo: { $0 / $1 }, { $0 / $1 }),
    Function("pow", ofTwo: { try pow($0, $1) }, { pow($0, $1) }),
    Function("atan2", ofTwo: { try atan2($0, $1) }, { atan2($0, $1) }),
    Function("hypot", ofTwo: { try hypot($0, $1) }, { hypot($0, $1) }),
    Function("maximum", ofTwo: { try maximum($0, $1) }, { max($0, $1) }),
    Function("minimum", ofTwo: { try minimum($0, $1) }, { min($0, $1) }),
  ]

  @Test(arguments: functions) func elementsAreTheSame(_ function: Function) throws {
    let seed = 17
    var draws = TestSupport.Draws(seed: seed)
    for shapes: [Shape] in [[[1], [1]], [[7, 9], [9]], [[5, 1], [5, 33]], [[1000], []]] {
      let operands = try shapes.map { shape in
        try Tensor((0..<shape.elementCount).map { _ in draws.number(in: -4...4) }).reshaped(to: shape)
      }
      let expected = try function.eager(operands[0], operands[1])
      let program = try Program(inputs: shapes) { [function.recorded($0[0], $0[1])] }
      let result = try program.run(operands)[0]
      #expect(result.shape == expected.shape)
      #expect(
        zip(result.scalars, expected.scalars).allSatisfy {
          $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN
        },
        "shapes \(shapes), seed \(seed)")
    }
  }
}
