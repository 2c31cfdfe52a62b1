// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import TestSupport
import Tensors
import Testing

@Suite("Flawed primitives fail")
struct FlawedPrimitiveTests {
  let point: Tensor<Double> = [0.5, -1.25, 2]

  @Test("a slope 1 % too steep")
  func steep() throws {
    let report = try gradcheck(at: point) { x in sum(Operation(SteepCube())(x)) }
    #expect(report.verdict == .failed)
    #expect(report.adjointIdentity == .passed)
    #expect(report.inputs[0].badCount == 3)
    #expect(report.inputs[0].diagnosis?.description == "each entry should be 0.990099 times as large")
  }

  @Test("a lost sign, inside a vector function")
  func sign() throws {
    let report = try gradcheck(at: point) { x in Operation(SignlessReciprocal())(x) }
    #expect(report.verdict == .failed)
    #expect(report.inputs[0].badCount == 3)
    #expect(report.inputs[0].entryCount == 9)
    #expect(report.inputs[0].diagnosis?.kind == .wrongSign)
    #expect(report.inputs[0].badEntries.map(\.output) == ["output[0]", "output[1]", "output[2]"])
  }

  @Test("a forgotten term: the other input passes")
  func forgottenTerm() throws {
    let program = try Program(inputs: [[3], [3]], named: ["a", "b"]) { v in
      [sum(Operation(ForgetfulProduct())(v[0], v[1]))]
    }
    let report = try gradcheck(program, at: [point, [1, 2, 3]])
    #expect(report.inputs.map(\.verdict) == [.failed, .passed])
    #expect(report.inputs[0].badEntries.map(\.label) == ["a[0]", "a[1]", "a[2]"])
    #expect(report.inputs[0].diagnosis == nil)
  }

  @Test("a path that is cut")
  func detached() throws {
    let program = try Program(inputs: [[3], [3]], named: ["a", "b"]) { v in
      [sum(Operation(DetachingProduct())(v[0], v[1]))]
    }
    let report = try gradcheck(program, at: [point, [1, 2, 3]])
    #expect(report.inputs.map(\.verdict) == [.passed, .failed])
    #expect(report.inputs[1].diagnosis?.kind == .detached)
  }

  @Test("a transposed pullback, from which the pushforward is derived")
  func transposed() throws {
    var draws = Draws(seed: 1)
    let (a, b, c) = (draws.tensor([3, 3]), draws.tensor([3, 3]), draws.tensor([3, 3]))
    let program = try Program(inputs: [[3, 3], [3, 3]], named: ["A", "B"]) { v in
      [sum(Operation(TransposedProduct())(v[0], v[1]) * c)]
    }
    let report = try gradcheck(program, at: [a, b])
    #expect(report.adjointIdentity == .passed)
    #expect(report.inputs.map(\.verdict) == [.failed, .passed])
    #expect(report.inputs[0].diagnosis?.kind == .transposed)
  }

  @Test("a pushforward that is not the transpose of the pullback")
  func pushforward() throws {
    let report = try gradcheck(at: point) { x in Operation(HalfPushedSquare())(x) }
    #expect(report.verdict == .failed)
    #expect(report.adjointIdentity == .failed)
    #expect(report.directions.allSatisfy { $0.adjoint.verdict == .passed && $0.tangent?.verdict == .failed })
    #expect(report.derivatives == "tangent")
    #expect(report.inputs[0].diagnosis?.description.hasPrefix("a factor 2 is missing") == true)
  }
}
