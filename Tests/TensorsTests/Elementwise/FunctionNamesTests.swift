// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

// What a user sees who imports nothing else; FunctionNamesWithFoundationTests has the same lines.
@Suite struct FunctionNamesTests {
  let x: Tensor<Double> = [1, 2]

  @Test func numbersAndTensorsShareNames() {
    let slope = Tensor([cos(x[0]) * x[1], sin(x[0])])
    let (a, b) = (Double.cos(1) * 2, Double.sin(1))
    #expect(slope == Tensor([a, b]))
    #expect(exp(1) == Double.exp(1))
    #expect(pow(2, 3) == 8.0)
    let both = exp(x) * sqrt(x)
    #expect(abs(both - Tensor([exp(1), exp(2) * sqrt(2)])).scalars.allSatisfy { $0 < 1e-14 })
    #expect(max(1, 2) + min(1, 2) == 3)
    #expect(abs(-1.5) == 1.5)
    #expect(abs(-x) == x)
  }

  @Test func furtherFunctionsShareNames() throws {
    #expect(expm1(x[0]) == Double.expm1(1) && log1p(x[1]) == Double.log1p(2))
    #expect(tan(x[0]) == Double.tan(1) && asin(0.5) == Double.asin(0.5) && acos(0.5) == Double.acos(0.5))
    #expect(atan(x[0]) == Double.atan(1) && atan2(x[0], 2) == Double.atan2(1, 2))
    #expect(
      sinh(x[0]) == Double.sinh(1) && cosh(x[0]) == Double.cosh(1) && hypot(3, x[1]) == Double.hypot(3, 2))
    #expect(
      asinh(x[0]) == Double.asinh(1) && acosh(x[1]) == Double.acosh(2) && atanh(0.5) == Double.atanh(0.5))
    #expect(erf(x[0]) == Double.erf(1) && erfc(x[0]) == Double.erfc(1))
    #expect(try atan2(sinh(x), cosh(x))[0] == Double.atan2(.sinh(1), .cosh(1)))
  }

  @Test func longFormulasTypeCheck() {
    let rosenbrock = 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2)
    #expect(rosenbrock == 100)
    let slope = Tensor([-400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]), 200 * (x[1] - x[0] * x[0])])
    #expect(slope == [-400, 200])
    let gelu = 0.5 * (1 + tanh(sqrt(2 / Double.pi) * (x + 0.044715 * x * x * x)))
    #expect(gelu.shape == [2])
  }

  @Test func singlePrecision() {
    let f: Float = 0.5
    let values = [exp(f), log(f), sqrt(f), sin(f), cos(f), tanh(f), pow(f, f)]
    #expect(values == [.exp(f), .log(f), f.squareRoot(), .sin(f), .cos(f), .tanh(f), .pow(f, f)])
  }

  @Test func genericCode() {
    func mish<S: Real>(_ x: S) -> S { x * tanh(log(1 + exp(x))) + sqrt(x) * sin(x) / cos(x) + pow(x, 2) }
    #expect(mish(0.0) == 0)
  }
}
