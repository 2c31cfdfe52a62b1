// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import Tensors
import Testing

/// `x²` whose slope is right, but computed by an operation whose own slope is not.
private struct FlatlySlopedSquare: UnaryElementwise {
  let name = "square"
  static func value<S: Real>(_ x: S) -> S { x * x }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 2 * Operation(SteepIdentity())(x) }
}

/// `x` with the slope 1.01.
private struct SteepIdentity: UnaryElementwise {
  let name = "identity"
  static func value<S: Real>(_ x: S) -> S { x }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 1.01 + 0 * x }
}

/// The sum of each pair of neighbours, whose batching rule takes samples for neighbours.
private struct MixedBatches: Primitive {
  let name = "mixed"
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }
  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    .elementwise(
      ElementwiseKernel(
        double: .unary { x, stride, y, count in for i in 0..<count { y[i] = 2 * x[i * stride] } },
        float: .unary { x, stride, y, count in for i in 0..<count { y[i] = 2 * x[i * stride] } }))
  }
  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { 2 * gy }
  }
  func batched(_ batch: Batch) -> Variable {
    let x = batch.operands[0]
    return 2 * x - mean(x, along: [-1], keepingAxes: true)
  }
}

@Suite("What gradcheck takes")
struct FormTests {
  let x: Tensor<Double> = [0.5, -1, 2]

  @Test("a Jacobian by hand")
  func jacobian() throws {
    func check(_ factor: Double) throws -> GradcheckReport {
      try gradcheck(
        at: x,
        jacobian: { x in
          let (a, b, c) = (x.scalars[0], x.scalars[1], x.scalars[2])
          return try Tensor(shape: [2, 3], scalars: [b, a, 0, 0, factor * 2 * b * c, b * b])
        }
      ) { x in stack([x[0] * x[1], x[1] * x[1] * x[2]]) }
    }
    let right = try check(1)
    #expect(right.passed && right.derivatives == "Jacobian" && right.inputs[0].entryCount == 6, "\(right)")
    let wrong = try check(0.5)
    #expect(wrong.inputs[0].badEntries.map(\.label) == ["x[1]"])
    #expect(wrong.inputs[0].badEntries.map(\.output) == ["output[1]"])
  }

  @Test("a Hessian by hand")
  func hessian() throws {
    func check(_ factor: Double) throws -> GradcheckReport {
      try gradcheck(
        at: x,
        hessian: { x in
          let scalars = x.scalars
          return try Tensor(
            shape: [3, 3],
            scalars: (0..<9).map { $0 % 4 == 0 ? factor * 6 * scalars[$0 / 3] : 0 })
        }
      ) { x in sum(x * x * x) }
    }
    let right = try check(1)
    #expect(right.passed && right.derivatives == "Hessian" && right.inputs[0].entryCount == 9, "\(right)")
    #expect(try check(-1).inputs[0].diagnosis?.kind == .wrongSign)
  }

  @Test("a pullback by hand")
  func pullback() throws {
    let right = try gradcheck(at: x, vjp: { x, weights in cos(x) * weights }) { x in sin(x) }
    #expect(right.passed && right.derivatives == "pullback" && right.inputs[0].entryCount == 9, "\(right)")
    let wrong = try gradcheck(at: x, vjp: { x, weights in weights }) { x in sin(x) }
    #expect(wrong.verdict == .failed && wrong.inputs[0].badCount == 3, "\(wrong)")
  }

  @Test("second derivatives, of a closure and of a program")
  func second() throws {
    let closure = try gradgradcheck(at: x) { x in sum(exp(x) * x) }
    #expect(closure.passed && closure.inputs.map(\.name) == ["x", "weights"], "\(closure)")
    let program = try Program(inputs: [[3], [3]], named: ["a", "b"]) { v in [v[0] * v[1], sin(v[0])] }
    let report = try gradgradcheck(program, at: [x, x])
    #expect(report.passed && report.inputs.map(\.name) == ["a", "b", "weights 0", "weights 1"], "\(report)")
    #expect(
      try gradgradcheck(program, at: [x, x], by: [1]).inputs.map(\.name) == ["b", "weights 0", "weights 1"])
  }

  @Test("a second derivative that is wrong, behind a first one that is right")
  func wrongSecond() throws {
    #expect(try gradcheck(at: x) { x in sum(Operation(FlatlySlopedSquare())(x)) }.passed)
    let report = try gradgradcheck(at: x) { x in sum(Operation(FlatlySlopedSquare())(x)) }
    #expect(report.verdict == .failed)
    #expect(report.badOperation?.name == "identity", "\(report)")
    let operation = try gradcheck(Operation(FlatlySlopedSquare()), at: [x])
    #expect(operation.verdict == .failed && operation.notes == ["Second order: failed."], "\(operation)")
  }

  @Test("an operation by itself: both orders, and batches")
  func operation() throws {
    let report = try gradcheck(Operation(Squared()), at: [x])
    #expect(report.passed && report.notes == ["Second order: passed."], "\(report)")
    #expect(
      report.identities.map(\.name)
        == ["values", "vjp", "jvp"].map { "vmap of \($0) = loop over the samples" })
  }

  @Test("a batching rule that mixes samples")
  func batching() throws {
    let wrong = try gradcheck(Operation(MixedBatches()), at: [x])
    #expect(wrong.verdict == .failed && wrong.inputs[0].verdict == .passed)
    #expect(wrong.identities[0].verdict == .failed)
    #expect(wrong.description.contains("vmap of values = loop over the samples"))
    let program = try Program(inputs: [[3], [3]]) { v in [Operation(MixedBatches())(v[0]) * v[1]] }
    #expect(try batchcheck(program, at: [x, x]).verdict == .failed)
    // Not over a batch, there is nothing to mix.
    #expect(try batchcheck(program, at: [x, x], over: [1]).passed)
    let right = try Program(inputs: [[2, 3], [3]]) { v in [matmul(v[0], v[1]), sum(v[1])] }
    let point: [Tensor<Double>] = [[[1, 2, 3], [4, 5, 6]], x]
    #expect(try batchcheck(right, at: point).passed)
    #expect(try batchcheck(right, at: point, over: [0], seed: 2).passed)
  }

  @Test("a gradient that was not summed over a broadcast is told by its shape, and checked as its sum")
  func unsummed() throws {
    let rows: Tensor<Double> = [[1, 2, 3], [4, 5, 6]]
    let report = try gradcheck(at: x, gradient: { x in cos(rows + x) }) { x in sum(sin(rows + x)) }
    #expect(report.verdict == .failed && report.inputs[0].badCount == 0)
    #expect(
      report.notes[0]
        == "The gradient by x has shape [2, 3], but x has [3], from which it is broadcast: sum the gradient over the "
        + "axes along which x is repeated. Here its sum was checked.")
  }
}

/// `x²`, right.
private struct Squared: UnaryElementwise {
  let name = "squared"
  static func value<S: Real>(_ x: S) -> S { x * x }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 2 * x }
}
