// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import Testing

@Suite struct ForeignVariableTests {
  private static let lifetime =
    "a variable was used after its recording ended, or a constant made outside of one"

  /// A variable whose tape does not exist any more.
  private func stray() throws -> Variable {
    var stray: Variable = 0
    _ = try Program(inputs: [[3]]) { v in
      stray = v[0]
      return v
    }
    return stray
  }

  @Test("a variable of another tape is refused by name") func otherTape() throws {
    let other = Tape()
    let y = other.input([2], named: "y")
    let error = #expect(throws: RecordingError.self) {
      try Program(inputs: [[2]], named: ["x"]) { v in [v[0] * y] }
    }
    #expect(
      error?.description
        == "multiply(x [2], y [2]): y [2] belongs to another tape; pass it in as an input of this recording")
    let outside = #expect(throws: RecordingError.self) { try Program(inputs: [[2]]) { _ in [exp(y)] } }
    #expect(
      outside?.reason == "exp(...) [2] belongs to another tape; pass it in as an input of this recording")
  }

  @Test("a variable of the recording around is refused") func outerRecording() {
    #expect(throws: RecordingError.self) {
      try Program(inputs: [[]], named: ["x"]) { outer in
        let slope = try Program(inputs: [[]], named: ["t"]) { inner in [inner[0] * outer[0]] }.gradient()
        return slope(outer)
      }
    }
  }

  typealias Use = @Sendable (Variable, Variable) -> Variable
  /// Uses of a stray variable, beside one of the recording.
  static let uses: [String: Use] = [
    "exp": { stray, _ in exp(stray) }, "add": { stray, x in x + stray },
    "matmul": { stray, x in matmul(stray, x) },
    "dot": { stray, x in dot(stray, x) }, "sum": { stray, _ in sum(stray, along: 0) },
    "subscript": { stray, _ in stray[0] }, "reshape": { stray, _ in stray.reshaped(to: [3]) },
    "transpose": { stray, _ in stray.transposed() }, "concatenate": { stray, x in concatenate([x, stray]) },
    "stack": { stray, x in stack([stray, x]) }, "broadcast": { stray, _ in stray.broadcast(to: [3]) },
    "softmax": { stray, _ in softmax(stray) }, "outer": { stray, x in outer(x, stray) },
    "program": { stray, _ in stray },
  ]

  @Test("a variable that outlives its tape is refused, wherever it is used", arguments: uses.keys.sorted())
  func afterItsTape(_ operation: String) throws {
    let stray = try stray()
    let use = try #require(Self.uses[operation])
    let error = #expect(throws: RecordingError.self) { try Program(inputs: [[3]]) { [use(stray, $0[0])] } }
    #expect(error?.operation == operation)
    #expect(error?.reason == Self.lifetime)
  }

  @Test("a variable that outlives its tape can be asked, and used outside of recordings, without a crash")
  func withoutRecording() throws {
    let stray = try stray()
    #expect(stray.shape == [] && stray.name == nil && stray.rank == 0)
    let further = tanh(matmul(stray.named("late"), stray) + stray[0])
    let error = #expect(throws: RecordingError.self) { try Program(inputs: []) { _ in [further] } }
    #expect(error?.reason == Self.lifetime)
  }

  @Test("a mistake in an inner recording leaves the outer one alone") func innerMistake() throws {
    let program = try Program(inputs: [[2]]) { outer in
      #expect(throws: RecordingError.self) { try Program(inputs: [[2]]) { [outer[0] + $0[0]] } }
      return [2 * outer[0]]
    }
    #expect(try program.run([[1, 2]]) == [[2, 4] as Tensor<Double>])
  }

  @Test("a constant made outside of a recording is refused") func constantOutside() {
    let constant = Variable([1, 2, 3])
    let error = #expect(throws: RecordingError.self) { try Program(inputs: [[3]]) { [$0[0] + constant] } }
    #expect(error?.description == "add(input 0 [3], a variable of no tape): \(Self.lifetime)")
  }

  @Test("a program called with wrong arguments says so") func callingPrograms() throws {
    let square = try Program(inputs: [[2]]) { [$0[0] * $0[0]] }
    func reason(_ body: ([Variable]) -> [Variable]) -> String? {
      #expect(throws: RecordingError.self) { try Program(inputs: [[2], [3]], body) }?.reason
    }
    #expect(reason { square($0) } == "it takes 1 inputs, but 2 are given")
    #expect(reason { square([$0[1]]) } == "input 0 has shape [2]")
    #expect(reason { _ in square([Variable(1)]) } == "input 0 has shape [2]")
  }
}
