// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct RecordingTests {
  @Test("a tape of one's own") func ownTape() throws {
    let tape = Tape()
    let x = tape.input([2], named: "x")
    #expect(tape.count == 1 && x.name == "x" && x.shape == [2] && x.rank == 1)
    let y = sum(x * x + tape.constant([1, 2]))
    let first = try tape.program(returning: [y])
    let second = try tape.program(returning: [exp(y), x])
    #expect(try first.run([Tensor<Double>([3, 4])]) == [28])
    #expect(try second.run([Tensor<Double>([0, 0])]) == [Tensor(CLibrary.exp(3)), [0, 0]])
    #expect(first.inputShapes == [[2]] && first.inputNames == ["x"] && first.outputShapes == [[]])
    let three = tape.record { exp(Variable([0, 0])) + 3 }
    #expect(try tape.program(returning: [three * 2]).run([.zeros([2])]) == [[8, 8] as Tensor<Double>])
  }

  @Test("a tape keeps its mistake") func ownTapesMistake() {
    let tape = Tape()
    let x = tape.input([2])
    _ = x + tape.input([3])
    for _ in 0..<2 { #expect(throws: RecordingError.self) { try tape.program(returning: [x]) } }
  }

  @Test("lines that no output needs are left out, inputs stay") func pruning() throws {
    let program = try Program(inputs: [[2], [3], [2]]) { v in
      _ = exp(v[1]) * 3
      return [v[0] + v[2]]
    }
    #expect(program.count == 4)
    #expect(program.inputShapes == [[2], [3], [2]])
    #expect(try program.run([[1, 2], .zeros([3]), [3, 4]]) == [[4, 6] as Tensor<Double>])
  }

  @Test("long lists of operands, constants, names and places move down with the lines that stay")
  func pruningOperandLists() throws {
    let program = try Program(inputs: [[2]], named: ["x"]) { v in
      var parts: [Variable] = []
      for i in 0..<100 {
        _ = concatenate([exp(v[0]), v[0], v[0] * Variable([9, 9])])
        parts.append(v[0] * Variable(Tensor([Double(i), 1])))
      }
      parts[99].named("last")
      return [concatenate(parts).named("all")]
    }
    #expect(program.count == 1 + 2 * 100 + 1)
    let x: Tensor<Double> = [2, 3]
    let expected: [Double] = (0..<200).map { $0 % 2 == 0 ? Double($0) : 3 }
    #expect(try program.run([x]) == [Tensor(expected)])
    #expect(program.description.contains("last = x * v") && program.description.hasSuffix("return all"))
    let slopes = try program.vjp().run([x, Tensor.ones([200])])
    #expect(slopes[1] == [4950, 100])
  }

  @Test("a tape that goes on leaves the programs closed before as they are") func goingOn() throws {
    let tape = Tape()
    let x = tape.input([])
    var (y, programs) = (x, [Program]())
    for _ in 0..<200 {
      y = y + x
      programs.append(try tape.program(returning: [y]))
    }
    for (number, program) in programs.enumerated() {
      #expect(program.count == number + 2)
      #expect(
        try program.valueWithGradient().run([Tensor(2.0)]).map(\.scalars[0])
          == [Double(2 * (number + 2)), Double(number + 2)])
      #expect(program.count == number + 2)
    }
  }

  @Test("many shapes are told apart") func manyShapes() throws {
    let program = try Program(inputs: (0..<50).map { [$0 % 25] }) { v in
      (0..<25).map { sum(v[$0] * v[$0 + 25]) }
    }
    #expect(program.outputShapes.allSatisfy { $0 == [] })
    let inputs = (0..<50).map { Tensor<Double>.ones([$0 % 25]) }
    #expect(try program.run(inputs).map(\.scalars[0]) == (0..<25).map(Double.init))
    #expect(throws: RecordingError.self) { try Program(inputs: (2..<50).map { [$0] }) { [$0[0] + $0[40]] } }
  }

  @Test("recordings nest, and the outer one goes on") func nesting() throws {
    let x: Tensor<Double> = [1, 2]
    let y = try gradient(at: x) { x in
      let slope = try gradient(at: Tensor<Double>([3, 4])) { t in
        let further = try jacobian(at: Tensor<Double>([5])) { u in u * Variable([7]) }
        return sum(t * t) * Variable(try further.reshaped(to: []))
      }
      return sum(x * Variable(slope))
    }
    #expect(y == [42, 56])
  }

  @Test("names reach programs, their transforms and batches") func names() throws {
    let program = try Program(inputs: [[2, 3], [3]], named: ["W"]) { v in
      #expect(v[1].name == nil && v[1].named("x").name == "x")
      return [tanh(matmul(v[0], v[1]).named("h")).named("y")]
    }
    #expect(program.inputNames == ["W", "x"])
    #expect(try program.vjp().inputNames == ["W", "x", nil])
    #expect(try program.vmap(over: [1], count: 3).inputNames == ["W", "x"])
    #expect(try "\(program.gradientOfSum())".contains("h = "))
  }

  @Test("operations know where their calls stand, simplified or not") func places() throws {
    let line = #line + 2
    let program = try Program(inputs: [[2, 3]]) { v in
      let rows = sum(v[0], along: 1)
      return [
        logSumExp(rows, along: 0) + v[0][1, 1],
        norm(rows, along: 0),
      ]
    }
    for program in [program, program.simplified(), try Program(inputs: [[2, 3]]) { program($0) }] {
      let places = program.operations.compactMap { line in line.location.map { (line.operation, $0) } }
      #expect(places.map(\.0.primitive.name) == ["sum", "logSumExp", "reshape", "norm"])
      #expect(places.map { $0.1.line - line } == [0, 2, 2, 3])
    }
  }

  @Test("no place is in the library", arguments: Row.all) func ownPlaces(_ row: Row) throws {
    for program in [try row.program(), try row.program().vjp(), try row.program().jvp()] {
      for operation in program.operations {
        #expect(operation.location?.file.hasPrefix("Autodiff/") != true, "\(operation.statement)")
      }
    }
  }

  @Test("calling a program does not rename the caller's variables") func namesOfCalls() throws {
    let inner = try Program(inputs: [[], []], named: ["a", "b"]) { [($0[0] * $0[1]).named("product")] }
    let outer = try Program(inputs: [[], []], named: ["x"]) { v in inner(v) + inner([v[1], v[1]]) }
    #expect(outer.inputNames == ["x", nil])
    #expect(
      outer.description == """
        input x   []
        input v1   []
        product = x * v1   []
        v3 = v1 * v1   []
        return product, v3
        """)
  }
}

extension Program {
  fileprivate func gradientOfSum() throws -> Program {
    try Program(inputs: inputShapes, named: inputNames.compactMap { $0 }) { [sum(self($0)[0])] }.gradient()
  }
}
