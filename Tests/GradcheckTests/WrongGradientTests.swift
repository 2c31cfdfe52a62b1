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

  @Test(
    "all entries wrong in one way: the way is named",
    arguments: [
      (Diagnosis.missingFactor(2), "a factor 2 is missing: each entry should be 2 times as large"),
      (.missingFactor(0.125), "a factor 8 too much: each entry should be 8 times smaller"),
      (.missingFactor(1.0009), "each entry should be 1.0009 times as large"),
      (.wrongSign, "the sign is wrong in each entry"),
      (.zero, "all zero, but the function depends on it: the path is cut, or its term is not added"),
      (.transposed, "transposed: rows and columns are exchanged"),
    ])
  func patterns(_ diagnosis: Diagnosis, _ text: String) throws {
    let report = try gradcheck(
      at: x,
      gradient: { x in
        let right = Self.gradient(x)
        return switch diagnosis {
        case .missingFactor(let factor): right / factor
        case .wrongSign: -right
        case .zero: right * 0
        case .notZero: right
        case .transposed: right.transposed()
        }
      }, of: Self.function)
    #expect(report.verdict == .failed)
    let found = try #require(report.inputs[0].diagnosis)
    #expect(found.description == text)
    if case .missingFactor(let factor) = diagnosis, case .missingFactor(let ratio) = found {
      #expect((ratio / factor - 1).magnitude < 1e-9)
    } else {
      #expect(found == diagnosis)
    }
  }

  @Test("a gradient where the function is constant")
  func notZero() throws {
    let report = try gradcheck(at: [1, 2, 3], gradient: { x in x }) { x in sum(stopGradient(x) * 0) + 1 }
    #expect(report.verdict == .failed)
    #expect(report.inputs[0].diagnosis == .notZero)
  }

  @Test("a gradient that is not finite where the function has a slope")
  func notFinite() throws {
    let report = try gradcheck(at: [1, 2], gradient: { x in Tensor([2 * x[0], .nan]) }) { x in sum(x * x) }
    #expect(report.verdict == .failed)
    #expect(report.notes == ["The derivative by x[1] is not finite."])
    #expect(report.inputs[0].worst?.label == "x[1]")
  }

  /// A published gradient that is half the true one: one sigmoid layer, f = (1/m) Σ ‖zᵢ − ẑᵢ‖², with the
  /// coded gradient −(1/m) yᵀ((z − ẑ) ẑ (1 − ẑ)).
  @Test("the half gradient of a published report", arguments: 0..<3)
  func halfGradient(_ seed: Int) throws {
    let y: Tensor<Double> = [
      [1.2, 2.4, 1.7], [-1.3, 1.0, 0.0], [0.0, 1.3, 0.4], [0.2, 0.5, 0.9], [-0.3, 1.1, -0.6],
      [-1.2, -0.7, -0.1],
    ]
    let z: Tensor<Double> = [[1, 0], [0, 1], [1, 0], [1, 0], [0, 1], [0, 1]]
    var draws = Draws(seed: seed)
    let W = draws.tensor([3, 2])
    let program = try Program(inputs: [[3, 2]], named: ["W"]) { v in
      let error = sigmoid(matmul(y, v[0])) - z
      return [sum(error * error) / 6]
    }
    #expect(try gradcheck(program, at: [W]).passed)

    let report = try gradcheck(
      at: W,
      gradient: { W in
        let output = sigmoid(try matmul(y, W))
        return try matmul(y, (z - output) * output * (1 - output), transposing: .left) / -6
      }
    ) { W in
      let error = sigmoid(matmul(y, W)) - z
      return sum(error * error) / 6
    }
    #expect(report.verdict == .failed)
    #expect(report.inputs[0].badCount == 6)
    let text = report.description
    #expect(text.contains("x: 6 of 6 entries are wrong; a factor 2 is missing"), "seed \(seed)\n\(text)")
  }

  @Test("a single wrong entry among thousands shows in the directions, and is then found")
  func needle() throws {
    let count = 600
    var draws = Draws(seed: 5)
    let x = draws.tensor([count])
    let report = try gradcheck(
      at: x,
      gradient: { x in
        var gradient = cos(x)
        gradient.withMutableScalars { $0[432] *= 1 + 1e-6 }
        return gradient
      }, options: .init(maximumElements: 100)
    ) { x in sum(sin(x)) }
    #expect(report.verdict == .failed)
    #expect(report.inputs[0].checkedCount == count)
    #expect(report.inputs[0].badEntries.map(\.label) == ["x[432]"])
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
