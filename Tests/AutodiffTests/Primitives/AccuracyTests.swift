// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct AccuracyTests {
  /// A slope that a careless formula loses: to overflow, to underflow or to cancellation.
  struct Slope: Sendable, CustomTestStringConvertible {
    let name: String
    let point: Double
    let expected: Double
    let function: @Sendable (Variable) -> Variable
    var testDescription: String { "\(name) at \(point)" }

    init(
      _ name: String, at point: Double, _ expected: Double,
      _ function: @escaping @Sendable (Variable) -> Variable
    ) {
      (self.name, self.point, self.expected, self.function) = (name, point, expected, function)
    }
  }

  /// 1 - 2⁻⁴⁰, for which 1 - x² is 2⁻³⁹ · (1 - 2⁻⁴¹).
  private static let nearOne = 1 - 0x1p-40
  private static let gap = 0x1p-39 * (1 - 0x1p-41)

  static let slopes: [Slope] = [
    Slope("expm1", at: -40, CLibrary.exp(-40)) { expm1($0) },
    Slope("softplus", at: -50, CLibrary.exp(-50)) { softplus($0) },
    Slope("sigmoid", at: -50, CLibrary.exp(-50)) { sigmoid($0) },
    Slope("silu", at: -50, -49 * CLibrary.exp(-50)) { silu($0) },
    Slope("log1p", at: 1e-20, 1) { log1p($0) },
    Slope("asin", at: nearOne, 1 / gap.squareRoot()) { asin($0) },
    Slope("acos", at: nearOne, -1 / gap.squareRoot()) { acos($0) },
    Slope("atanh", at: nearOne, 1 / gap) { atanh($0) },
    Slope("acosh", at: 1 + 0x1p-40, 1 / (0x1p-39 * (1 + 0x1p-41)).squareRoot()) { acosh($0) },
    Slope("acosh", at: 1e200, 1e-200) { acosh($0) },
    Slope("asinh", at: -1e200, 1e-200) { asinh($0) },
    Slope("erfc", at: 6, -2 / Double.pi.squareRoot() * CLibrary.exp(-36)) { erfc($0) },
    Slope("hypot", at: 3e200, 0.6) { hypot($0, 4e200) },
    Slope("hypot", at: 3e-200, 0.6) { hypot($0, 4e-200) },
    Slope("atan2", at: 1e200, 5e-201) { atan2($0, 1e200) },
    Slope("atan2", at: 1e-200, -5e199) { atan2(1e-200, $0) },
    Slope("norm", at: 3e200, 0.6) { norm(stack([$0, 4e200])) },
    Slope("norm", at: 3e-200, 0.6) { norm(stack([$0, 4e-200])) },
    Slope("norm of subnormals", at: 0x3p-1070, 0.6) { norm(stack([$0, 0x4p-1070])) },
    Slope("logSoftmax", at: -50, 1) { logSoftmax(stack([$0, 0]))[0] },
    Slope("logSoftmax of the others", at: -50, -CLibrary.exp(-50)) { logSoftmax(stack([$0, 0]))[1] },
    Slope("power", at: -3, -108) { pow($0, 4) },
    Slope("negative power", at: -2, 0.25) { pow($0, -2) },
  ]

  @Test("slopes keep their digits", arguments: slopes) func slope(_ slope: Slope) throws {
    let program = try Program(inputs: [[]]) { [slope.function($0[0])] }
    let pulled = try program.gradient().run([Tensor(slope.point)])[0].scalars[0]
    let pushed = try program.jvp().run([Tensor(slope.point), 1])[1].scalars[0]
    for result in [pulled, pushed] {
      let error = ((result - slope.expected) / slope.expected).magnitude
      #expect(error <= 8 * .ulpOfOne, "\(result) instead of \(slope.expected)")
    }
  }

  private func value(_ x: [Double], _ function: (Variable) -> Variable) throws -> [Double] {
    try Program(inputs: [[x.count]]) { [function($0[0])] }.run([Tensor(x)])[0].scalars
  }

  @Test("norms neither overflow nor underflow") func norms() throws {
    for scale in [0x1p-1030, 1e-200, 1, 1e200, 3e307] {
      let y = try value([3 * scale, 0, -4 * scale]) { norm($0) }
      #expect((y[0] - 5 * scale).magnitude <= 4 * (5 * scale).ulp, "scale \(scale)")
    }
    let single = try Program(inputs: [[2]]) { [norm($0[0])] }.run([Tensor<Float>([3e30, 4e30])])[0]
    #expect(single.isClose(to: 5e30, 2 * Float.ulpOfOne))
    #expect(try value([1, .infinity]) { norm($0) } == [.infinity])
    #expect(try value([1, .nan, .infinity]) { norm($0) }[0].isNaN)
    #expect(try value([]) { norm($0) } == [0])
  }

  @Test("the variance of numbers far from 0") func variances() throws {
    let offset = 1e9
    let x = [0, 1, 2, 3, 4].map { offset + $0 }
    #expect(try value(x) { variance($0) } == [2])
    #expect(try value(x) { variance($0, correction: 1) } == [2.5])
    #expect(try gradient(at: Tensor(x)) { variance($0) }.isClose(to: [-0.8, -0.4, 0, 0.4, 0.8], 1e-15))
    #expect(try value([1e200, -1e200]) { standardDeviation($0) } == [1e200])
  }

  @Test("logSoftmax of far numbers") func logSoftmaxFar() throws {
    #expect(try value([1e4, -1e4, 0]) { logSoftmax($0) } == [0, -2e4, -1e4])
    let near = try value([1e6, 1e6 - 40]) { logSoftmax($0) }
    #expect(near == [0, -40])
    #expect(try value([-.infinity, 3]) { logSoftmax($0) } == [-.infinity, 0])
    let (_, pullback) = try vjp(at: Tensor([-Double.infinity, 3, 3])) { logSoftmax($0) }
    #expect(try pullback([0, 1, 0]).isClose(to: [0, 0.5, -0.5]))
  }
}
