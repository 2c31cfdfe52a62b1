// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct GuardTests {
  /// `x²` above 1, `3x` from there on down.
  private static func bent(_ x: Variable) -> Variable {
    branch(x > 1) ? x * x : 3 * x
  }

  private func bentProgram(at x: Double) throws -> Program {
    try Program(at: [Tensor(x)], named: ["x"]) { [GuardTests.bent($0[0])] }
  }

  @Test("derivatives at a point take the branch that its value decides for", arguments: [3.0, 0.5])
  func derivatives(_ at: Double) throws {
    let x = Tensor(at)
    let (value, slope) = at > 1 ? (at * at, 2 * at) : (3 * at, 3)
    let result = try valueWithGradient(at: x, of: GuardTests.bent)
    #expect(result.value == Tensor(value) && result.gradient == Tensor(slope))
    #expect(try gradient(at: Tensor<Float>(x), of: GuardTests.bent) == Tensor(Float(slope)))
    #expect(try jacobian(at: x, of: GuardTests.bent) == Tensor(slope))
    #expect(try hessian(at: x, of: GuardTests.bent) == Tensor(at > 1 ? 2 : 0))
    #expect(try jvp(at: x, along: Tensor(2), of: GuardTests.bent).derivative == Tensor(2 * slope))
    #expect(try vjp(at: x, of: GuardTests.bent).pullback(Tensor(2)) == Tensor(2 * slope))
  }

  @Test("guards go through transforms and throw where they decide otherwise") func transforms() throws {
    let program = try bentProgram(at: 3)
    let transforms: [(String, (Program) throws -> Program)] = [
      ("itself", { $0 }), ("gradient", { try $0.gradient() }), ("jvp", { try $0.jvp() }),
      ("vjp", { try $0.vjp() }), ("hessian", { try $0.hessian() }),
      ("jacobian", { try $0.jacobian(mode: .rows) }),
      ("simplified", { $0.simplified() }),
      ("simplified gradient", { try $0.simplified().gradient().simplified() }),
      ("replayed", { program in try Program(inputs: [[]]) { program([$0[0]]) } }),
      ("batched over the cotangents", { try $0.vjp().vmap(over: [1], count: 2) }),
    ]
    for (name, transform) in transforms {
      let transformed = try transform(program)
      #expect(transformed.guardCount >= 1, "\(name)")
      for simplifies in [false, true] {
        let run = transformed.compiled(for: Double.self, simplifying: simplifies)
        let further = transformed.inputShapes.dropFirst().map { Tensor<Double>.ones($0) }
        _ = try run([Tensor(2)] + further)
        let error = #expect(throws: GuardError.self, "\(name)") { try run([Tensor(-1)] + further) }
        #expect(error?.recordedDecision == true, "\(name)")
        _ = try run([Tensor(2)] + further)
      }
    }
  }

  @Test("an error says which branch, where, and what to do") func message() throws {
    let error = #expect(throws: GuardError.self) { try bentProgram(at: 3).run([Tensor<Double>(0)]) }
    #expect(error?.condition == "v2 = 1.0 < x")
    #expect(error?.location.file == "AutodiffTests/GuardTests.swift")
    let text = error?.description ?? ""
    #expect(text.contains("held when the program was recorded and did not hold on this run"))
    for advice in ["AdaptiveExecutable", "Program(at:)", "select(_:_:_:)", "GuardTests.swift:"] {
      #expect(text.contains(advice), "\(text)")
    }
  }

  @Test("a run that does not throw gives NaN, never the wrong branch") func silentRun() throws {
    let program = try Program(at: [Tensor<Double>([3, 1])], named: ["x"]) { v in
      [GuardTests.bent(v[0][0]), v[0], Variable([1, 2])]
    }
    let run = program.compiled(for: Double.self)
    for (x, value) in [(2.0, 4.0), (0, .nan), (5, 25)] {
      try run.setInput(0, to: Tensor([x, 1]))
      run.run()
      if value.isNaN {
        #expect(run.output(0).scalars[0].isNaN)
        #expect(throws: GuardError.self) { try run.checkGuards() }
      } else {
        #expect(run.output(0) == Tensor(value))
        try run.checkGuards()
      }
      #expect(run.output(1) == Tensor([x, 1]) && run.output(2) == [1, 2])
    }
  }

  @Test("a loop that ends by its values") func loop() throws {
    // Newton's iteration for the square root.
    func root(_ a: Variable) -> Variable {
      var x = a
      while branch(abs(x * x - a) > 1e-12 * a) { x = (x + a / x) / 2 }
      return x
    }
    let (value, slope) = try valueWithGradient(at: Tensor<Double>(2), of: root)
    #expect(value.isClose(to: Tensor(2.0.squareRoot()), 1e-14))
    #expect(slope.isClose(to: Tensor(0.5 / 2.0.squareRoot()), 1e-10))
  }

  @Test("literals and constants decide without a guard") func constants() throws {
    let program = try Program(inputs: [[]]) { v in
      [branch(2) && branch(Variable(Tensor<Double>(1)) > 0) && !branch(0) ? v[0] : -v[0]]
    }
    #expect(program.guardCount == 0)
    #expect(try program.run([Tensor<Double>(3)]) == [3])
  }

  @Test("a branch inside a checkpoint") func insideCheckpoint() throws {
    let program = try Program(at: [Tensor<Double>(3)]) { v in [checkpoint { GuardTests.bent(v[0]) }] }
    let run = try program.gradient().compiled(for: Double.self)
    #expect(try run([Tensor(2)]) == [4])
    #expect(throws: GuardError.self) { try run([Tensor(0)]) }
  }

  @Test("what cannot be decided is refused with what to write instead") func refusals() throws {
    let shapesOnly = #expect(throws: RecordingError.self) {
      try Program(inputs: [[]]) { [GuardTests.bent($0[0])] }
    }
    #expect(shapesOnly?.description.contains("Program(at:)") == true)
    #expect(shapesOnly?.description.contains("select(_:_:_:)") == true)
    #expect(shapesOnly?.location?.file == "AutodiffTests/GuardTests.swift")

    let several = #expect(throws: RecordingError.self) {
      try gradient(at: Tensor<Double>([1, 2])) { x in branch(x > 0) ? sum(x) : 0 }
    }
    #expect(several?.reason.contains("2 elements") == true)

    let batched = #expect(throws: DerivativeError.self) { try bentProgram(at: 3).vmap(count: 2) }
    #expect(batched?.reason.contains("select(_:_:_:)") == true)
    #expect(batched?.reason.contains("GuardTests.swift:") == true)
  }

  @Test("an adaptive executable records again, keeps what it recorded, and says why") func adaptive() throws {
    var recordings = 0
    let f = try AdaptiveExecutable<Double>(
      at: [Tensor(3)], named: ["x"], transform: { try $0.valueWithGradient() }
    ) { v in
      recordings += 1
      return [GuardTests.bent(v[0])]
    }
    for (x, value, slope) in [(2.0, 4.0, 4.0), (0.5, 1.5, 3), (3, 9, 6), (1, 3, 3), (-1, -3, 3), (4, 16, 8)] {
      #expect(try f([Tensor(x)]) == [Tensor(value), Tensor(slope)], "at \(x)")
    }
    #expect(recordings == 2 && f.variants.count == 2 && f.rerecordings.count == 1)
    #expect(f.rerecordings[0].recordedDecision && f.rerecordings[0].condition.contains("< x"))
    #expect(throws: ShapeError.self) { try f([[1, 2]]) }

    let small = try AdaptiveExecutable<Float>(at: [Tensor(3)], capacity: 1) { [GuardTests.bent($0[0])] }
    for x: Float in [0, 3, 0, 3] { #expect(try small([Tensor(x)]) == [Tensor(x > 1 ? x * x : 3 * x)]) }
    #expect(small.variants.count == 1 && small.rerecordings.count == 4)
  }
}
