// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import TestSupport
import Tensors
import Testing

@Suite("What a report says besides")
struct NoteTests {
  @Test("a pushforward that does not fit its pullback")
  func identity() throws {
    let report = try gradcheck(at: [1, 2]) { x in Operation(HalfPushedSquare())(x) }
    #expect(
      report.notes.contains(
        "Tangent and adjoint differ by more than rounding: the pushforward of some operation is not the transpose of "
          + "its pullback."))
    #expect(report.description.contains("Tangent and adjoint do not agree."))
    #expect(report.description.contains("its pushforward is wrong, taken by itself."))
  }

  @Test("a wrong entry among many that were not visited")
  func hidden() throws {
    let count = 4000
    let report = try gradcheck(
      at: Tensor((0..<count).map { 0.001 * Double($0) }),
      gradient: { x in 1.01 * cos(x) }, options: .directional
    ) { x in sum(sin(x)) }
    #expect(report.verdict == .failed)
    #expect(report.inputs[0].badCount == 2000 && report.unvisitedCount == 2000)
    #expect(report.notes.contains("2000 of 4000 entries were not visited one by one."), "\(report)")
    #expect(report.description.hasSuffix(" 2000 entries not visited"))
  }

  @Test("what a direction that passes tells of entries that were not visited")
  func directional() throws {
    let report = try gradcheck(at: Tensor.ones([300]), options: .directional) { x in sum(sin(x)) }
    #expect(report.passed && report.unvisitedCount == 300 && report.directions.count == 1)
    #expect(report.notes.count == 1)
    #expect(
      report.notes[0].hasPrefix(
        "None of the 300 entries was visited one by one; a single one that is wrong by more than "))
    #expect(report.notes[0].hasSuffix(" would have shown in the direction."), "\(report)")
  }

  @Test("derivatives that have lost their digits")
  func rounded() throws {
    // Like rounding, it is another error at each point.
    let report = try gradcheck(at: [1, 2], gradient: { x in cos(x) * (1 + 0.01 * sin(1e12 * x)) }) { x in
      sum(sin(x))
    }
    #expect(report.verdict == .inconclusive, "\(report)")
    #expect(report.notes == ["The derivative by x[0], x[1] has lost its digits to rounding."], "\(report)")
  }

  @Test("kinks that meet in a gradient by hand")
  func undecided() throws {
    let report = try gradcheck(at: Tensor(0), gradient: { _ in 5 }) { x in relu(x) - relu(-x) }
    #expect(report.verdict == .inconclusive, "\(report)")
    #expect(
      report.notes == [
        "The point is at a kink of relu, in v1 = relu(x), and at others that x moves, too: what is right there "
          + "depends on all of them. Check at a point beside it."
      ], "\(report)")
  }

  @Test("more kinks than are listed")
  func manyKinks() throws {
    let report = try gradcheck(at: .zeros([5])) { x in sum(relu(x).named("h")) }
    #expect(report.passed && report.inputs[0].kinkCount == 5)
    #expect(
      report.notes == [
        "The point is at a kink of relu, in h = relu(x) at [0], [1], [2] and 2 more: by x[0], x[1], x[2] and 2 more any "
          + "derivative between the slopes to both sides passes."
      ], "\(report)")
    #expect(report.description.contains("kink: "))
  }

  @Test("an infinite value on the way does not hide a bad operation behind it")
  func infinite() throws {
    let report = try gradcheck(at: [[1, 2], [3, 4]]) { x in
      let pooled = maxPool2d(x, size: 2, stride: 1, padding: .same)
      return sum(Operation(SteepCube())(pooled))
    }
    #expect(report.badOperation?.name == "cube", "\(report)")
  }

  @Test("factors of a matrix belong to the solution that reads them")
  func factors() throws {
    let (a, b): (Tensor<Double>, Tensor<Double>) = ([[4, 1], [2, 5]], [1, 2])
    let report = try gradcheck(at: a) { a in
      Operation(SteepCube())(solve(a, Variable(b)))
    }
    #expect(report.badOperation?.name == "cube", "\(report)")
    #expect(try gradcheck(at: a) { a in solve(a, Variable(b)) }.passed)
  }

  @Test("matrix products are read as products")
  func products() throws {
    let program = try Program(inputs: [[2, 2], [2]], named: ["A", "x"]) { v in
      [sum(relu(matmul(v[0], v[1])) + Operation(SteepCube())(v[1]))]
    }
    let kink = try gradcheck(program, at: [[[1, -1], [3, 4]], [1, 1]])
    #expect(kink.badOperation?.name == "cube" && !kink.description.contains("reshape"), "\(kink)")
    let a: Tensor<Double> = [[1, 2], [3, 4]]
    let uses = try gradcheck(at: [1, 2], gradient: { x in try matmul(a, x, transposing: .left) }) { x in
      dot(matmul(a, x), x)
    }
    #expect(uses.inputs[0].diagnosis?.description.contains("@ x") == true, "\(uses)")
  }
}
