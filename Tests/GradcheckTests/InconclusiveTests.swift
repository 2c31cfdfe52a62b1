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
    #expect(report.notes.contains { $0.hasPrefix("Vacuous: the differences are 0 in every direction") })
  }

  @Test("so does one of a gradient of zeros")
  func vacuousZero() throws {
    let report = try gradcheck(at: [1, 2, 3], gradient: { x in x * 0 }) { x in sum(softmax(x)) }
    #expect(report.verdict == .inconclusive)
    #expect(report.inputs[0].isVacuous)
  }

  @Test("a derivative that overflows in Float agrees to no digit, one that is 0 in both to all")
  func overflowInFloat() throws {
    let report = try gradcheck(at: [100], for: Float.self) { x in sum(exp(x)) }
    #expect(report.precision?.digits == [0])
    let zero = try gradcheck(at: [1, 2], options: .init(listsAllEntries: true)) { x in
      sum(x * x) - x[0] * x[0]
    }
    let entry = try #require(zero.inputs[0].entries.first)
    #expect(entry.comparison.relativeError == 0 && entry.comparison.digits == 16, "\(entry)")
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

  @Test("at a kink any derivative between the slopes to both sides passes, and is named")
  func kinks() throws {
    let report = try gradcheck(at: [1, 0, -3]) { x in sum(relu(x).named("h") * x[0]) }
    #expect(report.passed, "\(report)")
    #expect(report.inputs[0].kinkCount == 1)
    #expect(
      report.notes == [
        "The point is at a kink of relu, in h = relu(x) at [1]: by x[1] any derivative between the slopes to both "
          + "sides passes."
      ], "\(report)")
    #expect(try gradcheck(at: Tensor(0)) { x in abs(x) }.passed)
    for (slope, passes) in [(-1.5, false), (-1, true), (0.25, true), (1, true), (1.0001, false)] {
      let mine = try gradcheck(at: Tensor(0), gradient: { _ in Tensor(slope) }) { x in abs(x) }
      #expect(mine.passed == passes, "slope \(slope)\n\(mine)")
    }
  }

  @Test("where several kinks meet, each operation is checked by itself")
  func severalKinks() throws {
    // The function is x, but rules that are right one by one make 0 of its slope.
    let report = try gradcheck(at: Tensor(0)) { x in relu(x) - relu(-x) }
    #expect(report.verdict != .failed, "\(report)")
    let layer = try Program(inputs: [[4, 3], [3], [4]], named: ["W", "x", "b"]) { v in
      [sum(relu(matmul(v[0], v[1]) + v[2]) * Tensor([1, -2, 3, -4]))]
    }
    for seed in 0..<20 {
      var draws = Draws(seed: seed)
      let report = try gradcheck(layer, at: [draws.tensor([4, 3]), .zeros([3]), .zeros([4])])
      #expect(report.passed, "seed \(seed)\n\(report)")
    }
  }

  @Test("a function that is not the same twice")
  func notRepeatable() throws {
    final class Counter { var calls = 0.0 }
    let counter = Counter()
    let report = try gradcheck(
      at: [1, 2],
      gradient: { x in
        counter.calls += 1
        return cos(x) * counter.calls
      }
    ) { x in sum(sin(x)) }
    #expect(report.verdict == .failed)
    #expect(
      report.notes[0].hasPrefix("The gradient is not the same when it is asked for again at the same point"))
  }

  @Test("steps do not cross a kink near by", arguments: [1e-2, 1e-4, 1e-6, -1e-6])
  func nearKinks(_ distance: Double) throws {
    let report = try gradcheck(at: Tensor([distance, 1])) { x in sum(abs(x) * exp(x)) }
    #expect(report.passed, "\(report)")
  }
}
