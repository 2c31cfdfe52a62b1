// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct ExecutableTests {
  private func product() throws -> Program {
    try Program(inputs: [[2, 3], [3]], named: ["W", "x"]) { [tanh(matmul($0[0], $0[1])), $0[1]] }
  }

  @Test("a run can be repeated, and inputs stay set") func reuse() throws {
    var draws = Draws(seed: 1)
    let (w, x) = (draws.tensor([2, 3]), draws.tensor([3]))
    let run = try product().compiled(for: Double.self)
    let first = try run([w, x])
    #expect(first[0].isClose(to: Naive.matmul(w, x).map { CLibrary.tanh($0) }))
    #expect(first[1] == x)
    run.run()
    #expect(run.output(0) == first[0])
    try run.setInput(1, to: .zeros([3]))
    run.run()
    #expect(run.output(0) == [0, 0], "the other input stays")
    #expect(try run([w, x]) == first)
  }

  @Test("outputs can be read in place") func outputInPlace() throws {
    let run = try product().compiled(for: Float.self)
    _ = try run([.ones([2, 3]), .zeros([3])])
    let sum = run.withOutput(0) { span in span.indices.reduce(Float(1)) { $0 + span[$1] } }
    #expect(sum == 1)
    #expect(run.memory >= (6 + 3 + 2) * MemoryLayout<Float>.size)
  }

  @Test("inputs set late, after values that are not needed any more, stay as well") func lateInputs() throws {
    let tape = Tape()
    let x = tape.input([16])
    let y = sin(exp(x)) * cos(x)
    let late = tape.input([16])
    let program = try tape.program(returning: [sum(tanh(y) * late), late * tape.constant(.ones([16]))])
    let run = program.compiled(for: Double.self)
    let operands = [Tensor<Double>.ones([16]), .ones([16])]
    let first = try run(operands)
    for _ in 0..<3 {
      run.run()
      #expect([run.output(0), run.output(1)] == first)
    }
  }

  @Test("executables of one program do not share their memory") func independence() throws {
    let program = try product()
    let (one, other) = (program.compiled(for: Double.self), program.compiled(for: Double.self))
    let y = try one([.ones([2, 3]), .ones([3])])
    _ = try other([.zeros([2, 3]), .zeros([3])])
    one.run()
    #expect(one.output(0) == y[0])
  }

  @Test("wrong inputs are refused, and say which") func wrongInputs() throws {
    let run = try product().compiled(for: Double.self)
    func message(_ body: () throws -> Void) -> String? {
      #expect(throws: ShapeError.self) { try body() }?.description
    }
    #expect(
      message { _ = try run([.zeros([3])]) }
        == "run([3]): the program takes 2 inputs of shapes [[2, 3], [3]]")
    #expect(
      message { _ = try run([.zeros([3]), .zeros([3])]) } == "setInput([3]): input 0 (W) has shape [2, 3]")
    #expect(message { try run.setInput(2, to: 1) } == "setInput([]): there is no input 2 of 2")
    #expect(message { try run.setInput(-1, to: 1) } == "setInput([]): there is no input -1 of 2")
    let anonymous = try Program(inputs: [[2]]) { $0 }
    #expect(message { _ = try anonymous.run([Tensor<Double>(1)]) } == "setInput([]): input 0 has shape [2]")
  }

  @Test("a program may have no inputs, no outputs, or one output twice") func degenerate() throws {
    #expect(try Program(inputs: []) { _ in [] }.run([Tensor<Double>]()).isEmpty)
    #expect(try Program(inputs: []) { _ in [Variable([1, 2])] }.run([]) == [[1, 2] as Tensor<Double>])
    let twice = try Program(inputs: [[2]]) {
      [exp($0[0]), $0[0]].flatMap { [$0, $0.reshaped(to: [2, 1])] }
    }
    let y = try twice.run([Tensor<Double>.zeros([2])])
    #expect(y == [[1, 1], [[1], [1]], [0, 0], [[0], [0]]])
  }

  @Test("programs can be sent to other threads, and recorded on several at once") func threads() async throws
  {
    let gradient = try product().vjp()
    let expected = try gradient.run([.ones([2, 3]), .ones([3]), .ones([2]), Tensor<Double>.zeros([3])])
    try await withThrowingTaskGroup(of: [Tensor<Double>].self) { group in
      for _ in 0..<8 {
        group.addTask {
          let own = try Program(inputs: [[2, 3], [3]]) { v in
            [tanh(matmul(v[0], v[1]) + Variable(Tensor<Double>.zeros([2]))), v[1]]
          }.vjp()
          let y = try own.run([.ones([2, 3]), .ones([3]), .ones([2]), Tensor<Double>.zeros([3])])
          return try gradient.run([.ones([2, 3]), .ones([3]), .ones([2]), Tensor<Double>.zeros([3])]) == y
            ? y : []
        }
      }
      for try await y in group { #expect(y == expected) }
    }
  }
}
