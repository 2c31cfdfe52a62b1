// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@testable import Autodiff

@Suite struct CheckpointTests {
  /// `Σ (tanh ∘ W ∘ tanh ∘ W ...)(x)`, with a checkpoint around every `stride` layers; `nil` for none.
  private func chain(_ shape: Shape, layers: Int, every stride: Int?) throws -> Program {
    try Program(inputs: [shape, [shape[1]]], named: ["x", "b"]) { v in
      func run(_ count: Int, from x: Variable) -> Variable {
        (0..<count).reduce(x) { x, _ in tanh(x * 1.25 + v[1]) }
      }
      guard let stride else { return [sum(run(layers, from: v[0]))] }
      var x = v[0]
      for _ in 0..<layers / stride { x = checkpoint { run(stride, from: x) } }
      return [sum(x)]
    }
  }

  @Test("values and derivatives to third order are those without checkpoints") func derivatives() throws {
    let (plain, checked) = (
      try chain([2, 3], layers: 6, every: nil), try chain([2, 3], layers: 6, every: 2)
    )
    let transforms: [(String, (Program) throws -> Program)] = [
      ("value", { $0 }), ("gradient", { try $0.gradient() }), ("jvp", { try $0.jvp() }),
      ("hessian", { try $0.hessian() }), ("hessianVectorProduct", { try $0.hessianVectorProduct() }),
      ("jacobian of the gradient by rows", { try $0.gradient(by: [1]).jacobian(mode: .rows) }),
      ("third derivatives", { try $0.hessian(by: [1]).jacobian(by: [1]) }),
      ("batched gradient", { try $0.gradient().vmap(over: [1], count: 3) }),
    ]
    for (name, transform) in transforms {
      let (expected, program) = (try transform(plain), try transform(checked))
      var draws = Draws(seed: 7)
      let x = expected.inputShapes.map { draws.tensor($0) }
      for simplifies in [false, true] {
        let y = try program.compiled(for: Double.self, simplifying: simplifies)(x)
        for (actual, expected) in zip(y, try expected.run(x)) {
          #expect(actual.isClose(to: expected, 1e-13), "\(name), simplifying \(simplifies), seed 7")
        }
      }
    }
  }

  // 64 layers of [64, 256] doubles are 8 MiB. With checkpoints 8 values between them and those of 8 layers are left.
  @Test("the gradient of a deep chain keeps a fraction of the memory") func memory() throws {
    let shape: Shape = [64, 256]
    let bytes = try [nil, 8].map { stride in
      let program = try chain(shape, layers: 64, every: stride)
      return try (
        program.gradient().compiled(for: Double.self).memory,
        program.hessianVectorProduct().compiled(for: Double.self).memory
      )
    }
    #expect(Double(bytes[0].0) / Double(bytes[1].0) > 4, "bytes of the gradient: \(bytes)")
    #expect(Double(bytes[0].1) / Double(bytes[1].1) > 4, "bytes of the Hessian-vector product: \(bytes)")
  }

  @Test("simplification does not undo a checkpoint") func simplification() throws {
    let program = try Program(inputs: [[]]) { v in [checkpoint { sin(exp(v[0])) }] }.gradient()
    let simplified = program.expandingCompositions().simplified()
    let exponentials = simplified.primitives.filter { $0.name == "exp" }
    #expect(
      exponentials.count == 1, "the value is not needed: only the reverse sweep computes it\n\(simplified)")
    let both = try Program(inputs: [[]]) { v in [checkpoint { sin(exp(v[0])) }] }.valueWithGradient()
    let recomputed = both.expandingCompositions().simplified().primitives.filter { $0.name == "exp" }
    #expect(recomputed.count == 2)
  }

  @Test("variables from outside, constants and names inside") func captures() throws {
    let program = try Program(inputs: [[2]], named: ["x"]) { v in
      let scale = Variable([2, 3])
      let results: [Variable] = checkpoint { [(v[0] * scale).named("scaled"), v[0]] }
      return [sum(results[0] * results[1]), checkpoint { Variable(2) * 3 }]
    }
    #expect(try program.run([Tensor<Double>([1, 2])]) == [14, 6])
    #expect(program.description.contains("checkpoint(x)"))
  }

  @Test("mistakes inside and outside are the recording's") func mistakes() throws {
    let inside = #expect(throws: RecordingError.self) {
      try Program(inputs: [[2], [3]]) { v in [checkpoint { v[0] + v[1] }] }
    }
    #expect(inside?.operation == "add")
    let tape = Tape()
    let x = tape.input([2])
    let y: Variable = checkpoint { x * x }
    let outside = #expect(throws: RecordingError.self) { try tape.program(returning: [y]) }
    #expect(outside?.reason.contains("no recording under way") == true)
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try Program(inputs: [[]]) { _ in [try checkpoint { () throws -> Variable in throw Stop() }] }
    }
  }
}
