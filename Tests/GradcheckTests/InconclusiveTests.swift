// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import TestSupport
import Tensors
import Testing

@Suite("What cannot be told is inconclusive")
struct InconclusiveTests {
  @Test("a vacuous check says so", arguments: 1...5)
  func vacuous(_ seed: UInt64) throws {
    let report = try gradcheck(at: [1, 2, 3], options: .init(seed: seed)) { x in sum(softmax(x)) }
    #expect(report.verdict == .inconclusive, "\(report)")
    #expect(report.notes.contains { $0.hasPrefix("The differences are 0 in every direction") })
  }

  @Test("so does one of a gradient of zeros")
  func vacuousZero() throws {
    let report = try gradcheck(at: [1, 2, 3], gradient: { x in x * 0 }) { x in sum(softmax(x)) }
    #expect(report.verdict == .inconclusive)
    #expect(report.inputs[0].isVacuous)
  }

  @Test("values that are not finite are named")
  func notFinite() throws {
    let value = try gradcheck(at: [1, -2]) { x in log(x) }
    #expect(value.verdict == .inconclusive)
    #expect(value.notes == ["output[1] is nan at the point: there are no differences to compare with."])

    let point = try gradcheck(at: Tensor([1, .infinity])) { x in x * x }
    #expect(point.notes == ["x[1] is inf: derivatives can be checked at finite points only."])

    let edge = try gradcheck(at: [1, 0]) { x in sum(sqrt(x)) }
    #expect(edge.verdict == .inconclusive)
    #expect(edge.notes.contains("The derivative by x[1] is not finite."))
    #expect(
      edge.notes.contains(
        "The function is not finite beside x[1]: there are no differences to compare with."))
  }

  @Test("functions that are mostly noise")
  func noise() throws {
    // The digits of sin that are left beside 1e15 are a staircase.
    let report = try gradcheck(at: [1, 2]) { x in sum(sin(x) + 1e15) - 2e15 }
    #expect(report.verdict == .inconclusive, "\(report)")
    #expect(report.notes == ["The differences by x[0], x[1] are not accurate enough to tell."])
  }

  @Test("an input without influence is named, and passes")
  func withoutInfluence() throws {
    let program = try Program(inputs: [[2], [2]], named: ["a", "b"]) { v in [sum(exp(v[0]))] }
    let report = try gradcheck(program, at: [[1, 2], [3, 4]])
    #expect(report.passed)
    #expect(report.notes == ["All differences by b are 0: a derivative of 0 passes, whether right or not."])
  }

  @Test("nothing to check")
  func empty() throws {
    #expect(try gradcheck(at: Tensor([])) { x in sum(x) }.verdict == .inconclusive)
    let noOutput = try gradcheck(at: [1, 2]) { x in x[0..<0] }
    #expect(noOutput.notes == ["The outputs have no elements: there is nothing to check."])
  }

  @Test("entries at a kink are not compared, the others are")
  func kinks() throws {
    let report = try gradcheck(at: [1, 0, -3]) { x in sum(relu(x) * x[0]) }
    #expect(report.passed, "\(report)")
    #expect(report.inputs[0].kinkCount == 1)
    #expect(
      report.notes == [
        "The point is at a kink of relu, where there is no derivative by x[1] to compare with."
      ])
    let only = try gradcheck(at: Tensor(0)) { x in abs(x) }
    #expect(only.verdict == .inconclusive)
  }

  @Test("steps do not cross a kink near by", arguments: [1e-2, 1e-4, 1e-6, -1e-6])
  func nearKinks(_ distance: Double) throws {
    let report = try gradcheck(at: Tensor([distance, 1])) { x in sum(abs(x) * exp(x)) }
    #expect(report.passed, "\(report)")
  }
}
