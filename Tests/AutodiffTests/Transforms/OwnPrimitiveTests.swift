// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

/// The running sum of a vector: a primitive of a user who states the pullback alone.
private struct RunningSum: Primitive {
  let reversed: Bool
  let name = "runningSum"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    guard operands[0].rank >= 1 else { throw ShapeError(name, operands, "a vector is needed") }
    return operands[0]
  }

  /// Along the first axis, so that the batch may lie along the last.
  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let (count, lane) = (result[0], result.elementCount / max(1, result[0]))
    @Sendable func run<S: Real>(_ x: UnsafeBufferPointer<S>, _ y: UnsafeMutableBufferPointer<S>) {
      for column in 0..<lane {
        var total: S = 0
        for i in 0..<count {
          let place = (reversed ? count - 1 - i : i) * lane + column
          total += x[place]
          y[place] = total
        }
      }
    }
    return .custom(CustomKernel(double: { run($0[0], $1) }, float: { run($0[0], $1) }))
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { runningSum(gy, reversed: !reversed) }
  }

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }
}

private func runningSum(_ x: Variable, reversed: Bool = false) -> Variable {
  Operation(RunningSum(reversed: reversed))(x)
}

/// `a·b²`, elementwise, without a pushforward of its own: it must be found from the pullback, which is nonlinear in the
/// operands, uses both, and slices one of them.
private struct Moment: Primitive {
  let name = "moment"
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    @Sendable func run<S: Real>(
      _ a: UnsafePointer<S>, _ aStride: Int, _ b: UnsafePointer<S>, _ bStride: Int,
      _ y: UnsafeMutablePointer<S>, _ count: Int
    ) {
      for i in 0..<count { y[i] = a[i * aStride] * b[i * bStride] * b[i * bStride] }
    }
    return .elementwise(
      ElementwiseKernel(
        double: .binary { run($0, $1, $2, $3, $4, $5) }, float: .binary { run($0, $1, $2, $3, $4, $5) }))
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    let (a, b) = (site.operands[0], site.operands[1])
    for i in 0..<a.shape[0] { cotangents.add(to: 0, at: [i]) { gy[i..<i + 1] * b[i..<i + 1] * b[i..<i + 1] } }
    cotangents.add(to: 1) { 2 * gy * a * b }
  }

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.repeatedOperands) }
}

private let moment = Operation(shared: Moment())

/// A primitive whose batching rule forgets the batch.
private struct Forgetful: UnaryElementwise {
  let name = "forgetful"
  static func value<S: Real>(_ x: S) -> S { x }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 1 }
  func batched(_ batch: Batch) -> Variable { sum(batch.operands[0], along: -1) }
}

@Suite struct OwnPrimitiveTests {
  @Test("a pushforward is found from the pullback", arguments: 0..<5) func derivedPushforward(_ seed: Int)
    throws
  {
    let programs = [
      try Program(inputs: [[4]]) { [runningSum($0[0] * $0[0])] },
      try Program(inputs: [[3], [3]]) { [moment($0[0], sin($0[1]))] },
      try Program(inputs: [[3]]) { [moment($0[0], $0[0])] },
      try Program(inputs: [[3]]) { [moment($0[0], Variable([1, 2, 3])) * $0[0]] },
    ]
    for program in programs {
      for program in [program, try program.vjp(), try program.jvp()] {
        var draws = Draws(seed: seed)
        let x = program.inputShapes.flatMap { draws.tensor($0).scalars }
        let gaps = try DerivativeCheck(program).gaps(at: x, &draws)
        #expect(gaps.adjoint <= 64 && gaps.difference <= 1e-9, "seed \(seed): \(gaps)\n\(program)")
      }
      #expect(
        try BatchingCheck(try program.jvp(), domains: []).gap(over: [0], extents: [3], seed: seed) <= 1e-13)
    }
  }

  @Test("a shape rule's error is the recording's") func shapeRule() {
    let error = #expect(throws: RecordingError.self) { try Program(inputs: [[]]) { [runningSum($0[0])] } }
    #expect(error?.description == "runningSum(input 0 []): a vector is needed")
  }

  @Test("a wrong batching rule is named") func wrongBatchingRule() throws {
    let program = try Program(inputs: [[2]]) { [Operation(Forgetful())($0[0])] }
    let error = #expect(throws: DerivativeError.self) { try program.vmap(count: 3) }
    #expect(error?.reason == "the batching rule of forgetful returned [2] instead of [2, 3]")
  }
}
