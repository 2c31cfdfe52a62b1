// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import TestSupport
import Tensors
import Testing

@Suite("Wrong gradients fail")
struct WrongGradientTests {
  let x: Tensor<Double> = [[0.5, -1.25, 2], [0.75, 1.5, -0.25], [-1, 0.125, 3]]

  /// `Σ cᵢⱼ·sin xᵢⱼ`, with coefficients that make it unsymmetric.
  static func function(_ x: Variable) -> Variable { sum(sin(x) * coefficients) }

  static func gradient(_ x: Tensor<Double>) -> Tensor<Double> { cos(x) * coefficients }

  static let coefficients: Tensor<Double> = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]

  @Test("the right one passes")
  func right() throws {
    #expect(try gradcheck(at: x, gradient: Self.gradient, of: Self.function).passed)
  }

  @Test("one entry wrong by 0.09 %, or by a relative 1e-6 and 1e-9", arguments: [9e-4, 1e-6, 1e-9])
  func oneEntry(_ error: Double) throws {
    for place in 0..<9 {
      let report = try gradcheck(
        at: x,
        gradient: { x in
          var gradient = Self.gradient(x)
          gradient.withMutableScalars { $0[place] *= 1 + error }
          return gradient
        }, of: Self.function)
      #expect(report.verdict == .failed, "place \(place)\n\(report)")
      #expect(report.inputs[0].badCount == 1)
      #expect(report.inputs[0].worst?.label == "x[\(place / 3), \(place % 3)]")
      #expect(report.inputs[0].diagnosis == nil)
      let found = report.inputs[0].worst?.comparison.relativeError ?? 0
      #expect((found / error - 1).magnitude < 0.01)
    }
  }

  @Test("a gradient that is not finite where the function has a slope")
  func notFinite() throws {
    let report = try gradcheck(at: [1, 2], gradient: { x in Tensor([2 * x[0], .nan]) }) { x in sum(x * x) }
    #expect(report.verdict == .failed)
    #expect(report.notes == ["The derivative by x[1] is not finite."])
    #expect(report.inputs[0].worst?.label == "x[1]")
  }

  @Test(
    "an entry of 10,000 that is wrong by 1e-6 shows in the directions, and is then found", arguments: 0..<5)
  func needle(_ seed: Int) throws {
    let count = 10_000
    var draws = Draws(seed: seed)
    let x = draws.tensor([count])
    let place = draws.below(count)
    let report = try gradcheck(
      at: x,
      gradient: { x in
        var gradient = cos(x)
        gradient.withMutableScalars { $0[place] *= 1 + 1e-6 }
        return gradient
      }, options: .init(seed: UInt64(seed), maximumElements: 100)
    ) { x in sum(sin(x)) }
    #expect(report.verdict == .failed, "seed \(seed)")
    #expect(report.inputs[0].badEntries.map(\.label) == ["x[\(place)]"], "seed \(seed)")
  }

  @Test("a sample is taken from every input, and all of one with a wrong entry")
  func sampling() throws {
    let program = try Program(inputs: [[300], [50], []], named: ["a", "b", "c"]) { v in
      [sum(sin(v[0])) * v[2] + sum(Operation(SteepCube())(v[1]))]
    }
    var draws = Draws(seed: 6)
    let point = [draws.tensor([300]), draws.tensor([50]), Tensor(0.5)]
    let report = try gradcheck(program, at: point, options: .init(maximumElements: 60))
    #expect(report.inputs.map(\.checkedCount) == [20, 50, 1])
    #expect(report.inputs.map(\.badCount) == [0, 50, 0])
    #expect(report.inputs.map(\.verdict) == [.passed, .failed, .passed])
  }
}
