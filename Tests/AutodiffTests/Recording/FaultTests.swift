// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import Testing

/// A mistake while recording, and the text of the error that closing the recording throws.
struct Mistake: Sendable, CustomTestStringConvertible {
  let inputs: [(name: String, shape: Shape)]
  let body: @Sendable ([Variable]) -> Variable
  let text: String
  var testDescription: String { text }

  init(
    _ inputs: KeyValuePairs<String, Shape>, _ text: String,
    _ body: @escaping @Sendable ([Variable]) -> Variable
  ) {
    self.inputs = inputs.map { ($0, $1) }
    self.text = text
    self.body = body
  }

  func record() throws -> Program {
    try Program(inputs: inputs.map(\.shape), named: inputs.map(\.name)) { [body($0)] }
  }
}

@Suite struct FaultTests {
  private static let broadcasting =
    "the shapes do not broadcast: aligned at the last axis, extents must be equal or 1"

  static let products: [Mistake] = [
    Mistake(
      ["W1": [5, 6], "x": [7]], "matmul(W1 [5, 6], x [7]): inner extents 6 and 7 differ (App/Model.swift:41)"
    ) {
      matmul($0[0], $0[1], file: "App/Model.swift", line: 41)
    },
    Mistake(
      ["a": [3, 2], "b": [3, 4]],
      "matmul(a [3, 2], b [3, 4]): inner extents 2 and 3 differ; did you mean transposing: .left? (App/Model.swift:42)"
    ) { matmul($0[0], $0[1], file: "App/Model.swift", line: 42) },
    Mistake(
      ["a": [2, 4, 3], "b": [5, 3, 2]],
      "matmul(a [2, 4, 3], b [5, 3, 2]): leading axes [2] and [5] do not broadcast (App/Model.swift:43)"
    ) {
      matmul($0[0], $0[1], file: "App/Model.swift", line: 43)
    },
    Mistake(
      ["c": [], "b": [3]],
      "matmul(c [], b [3]): a factor is a scalar, which has no axis to sum over; multiply with * (App/Model.swift:44)"
    ) {
      matmul($0[0], $0[1], file: "App/Model.swift", line: 44)
    },
    Mistake(
      ["a": [3], "b": [4]], "dot(a [3], b [4]): both must be vectors of the same extent (App/Model.swift:45)"
    ) {
      dot($0[0], $0[1], file: "App/Model.swift", line: 45)
    },
    Mistake(["a": [3], "b": [4, 1]], "outer(a [3], b [4, 1]): both must be vectors (App/Model.swift:46)") {
      outer($0[0], $0[1], file: "App/Model.swift", line: 46)
    },
  ]

  static let elementwise: [Mistake] = [
    Mistake(["W1": [5, 6], "x": [7]], "add(W1 [5, 6], x [7]): \(broadcasting)") { $0[0] + $0[1] },
    Mistake(["x": [2, 3], "y": [2]], "multiply(sin(...) [2, 3], y [2]): \(broadcasting)") {
      sin($0[0]) * $0[1]
    },
    Mistake(["x": [2, 3], "y": [2]], "max(hidden [2, 3], y [2]): \(broadcasting)") {
      max(tanh($0[0]).named("hidden"), $0[1])
    },
    Mistake(["x": [3]], "subtract(x [3], constant [2]): \(broadcasting)") {
      $0[0] - ([1, 2] as Tensor<Double>)
    },
    Mistake(["x": [3], "y": [2]], "select(less(...) [3], 1.0, y [2]): \(broadcasting)") {
      select($0[0] < 1, 1, $0[1])
    },
  ]

  static let axes: [Mistake] = [
    Mistake(["x": [2, 3]], "sum(x [2, 3]): axis 2 is outside -2..<2 (App/Model.swift:51)") {
      sum($0[0], along: 2, file: "App/Model.swift", line: 51)
    },
    Mistake(["x": [2, 3]], "mean(x [2, 3]): axis -3 is outside -2..<2 (App/Model.swift:52)") {
      mean($0[0], along: -3, file: "App/Model.swift", line: 52)
    },
    Mistake(["x": [2, 3]], "logSumExp(x [2, 3]): axis -1 is listed twice (App/Model.swift:53)") {
      logSumExp($0[0], along: [1, -1], file: "App/Model.swift", line: 53)
    },
    Mistake(["x": []], "softmax(x []): axis -1 is outside 0..<0 (App/Model.swift:54)") {
      softmax($0[0], file: "App/Model.swift", line: 54)
    },
    Mistake(["x": [2, 0]], "max(x [2, 0]): there is no max along an axis of extent 0 (App/Model.swift:55)") {
      max($0[0], along: 1, file: "App/Model.swift", line: 55)
    },
    Mistake(
      ["x": [2, 3]],
      "transpose(x [2, 3]): [0, 0] does not name each of the axes 0..<2 once (App/Model.swift:56)"
    ) {
      $0[0].transposed([0, 0], file: "App/Model.swift", line: 56)
    },
  ]

  static let shapes: [Mistake] = [
    Mistake(["x": [7]], "reshape(x [7]): 7 elements do not fill the shape [2, 3] of 6 (App/Model.swift:61)") {
      $0[0].reshaped(to: [2, 3], file: "App/Model.swift", line: 61)
    },
    Mistake(
      ["x": [2, 3]],
      "broadcast(x [2, 3]): it does not broadcast to [3]: aligned at the last axis, each extent must be equal or 1 (App/Model.swift:62)"
    ) { $0[0].broadcast(to: [3], file: "App/Model.swift", line: 62) },
    Mistake(["x": [7]], "subscript(x [7]): index 7 is outside axis 0, of extent 7 (App/Model.swift:63)") {
      $0[0][7, file: "App/Model.swift", line: 63]
    },
    Mistake(["x": [7]], "subscript(x [7]): index 5..<9 is outside axis 0, of extent 7 (App/Model.swift:64)") {
      $0[0][5..<9, file: "App/Model.swift", line: 64]
    },
    Mistake(["x": [7]], "subscript(x [7]): 2 indices are given, but the rank is 1 (App/Model.swift:65)") {
      $0[0][0, 0, file: "App/Model.swift", line: 65]
    },
    Mistake(
      ["a": [2, 3], "b": [3, 2]],
      "concatenate(a [2, 3], b [3, 2]): the shapes differ along an axis other than 0 (App/Model.swift:66)"
    ) { concatenate($0, file: "App/Model.swift", line: 66) },
    Mistake(
      ["a": [2, 3], "b": [2, 3]],
      "concatenate(a [2, 3], b [2, 3]): axis 2 is out of range (App/Model.swift:67)"
    ) {
      concatenate($0, along: 2, file: "App/Model.swift", line: 67)
    },
    Mistake(["a": [2]], "concatenate(): there is nothing to concatenate (App/Model.swift:68)") { _ in
      concatenate([], file: "App/Model.swift", line: 68)
    },
    Mistake(["a": [2], "b": [3]], "stack(a [2], b [3]): the shapes differ (App/Model.swift:69)") {
      stack($0, file: "App/Model.swift", line: 69)
    },
    Mistake(["a": [2]], "stack(a [2]): axis 2 is out of range (App/Model.swift:70)") {
      stack($0, along: 2, file: "App/Model.swift", line: 70)
    },
  ]

  @Test(
    "a mistake is thrown when the recording closes, and says all",
    arguments: products + elementwise + axes + shapes + arrays)
  func text(_ mistake: Mistake) {
    let error = #expect(throws: RecordingError.self) { try mistake.record() }
    #expect(error?.description == mistake.text)
  }

  @Test("a call says where it stands by itself") func location() {
    let line = #line + 1
    let error = #expect(throws: RecordingError.self) { try Program(inputs: [[2]]) { [sum($0[0], along: 4)] } }
    #expect(error?.location?.line == line)
    #expect(error?.location?.file == #fileID)
    #expect(error?.operation == "sum")
    #expect(error?.operands.map(\.name) == ["input 0"])
  }

  @Test("the first of several mistakes is kept, and none that follows from it traps") func first() {
    let error = #expect(throws: RecordingError.self) {
      try Program(inputs: [[2], [3]], named: ["x", "y"]) { v in
        let wrong = v[0] + v[1]
        let more = matmul(wrong, v[1]).reshaped(to: [5, 5])[7].transposed([2])
        return [softmax(concatenate([more, stack([wrong, v[1]])]), along: 9)]
      }
    }
    #expect(error?.operation == "add")
    #expect(error?.operands.description == "[x [2], y [3]]")
  }

  @Test("every entry point throws a mistake of its closure") func entryPoints() {
    let x: Tensor<Double> = [1, 2]
    func wrong(_ x: Variable) -> Variable { sum(x + Variable([1, 2, 3])) }
    #expect(throws: RecordingError.self) { try gradient(at: x, of: wrong) }
    #expect(throws: RecordingError.self) { try valueWithGradient(at: x, of: wrong) }
    #expect(throws: RecordingError.self) { try jacobian(at: x, of: wrong) }
    #expect(throws: RecordingError.self) { try hessian(at: x, of: wrong) }
    #expect(throws: RecordingError.self) { try jvp(at: x, along: x, of: wrong) }
    #expect(throws: RecordingError.self) { try vjp(at: x, of: wrong) }
    #expect(throws: RecordingError.self) { try hessianVectorProduct(at: x, along: x, of: wrong) }
  }

  struct OwnError: Error, Equatable { let code: Int }

  @Test("an error of the closure is rethrown as it is") func rethrown() throws {
    #expect(throws: OwnError(code: 7)) {
      try gradient(at: Tensor<Double>(1)) { _ in throw OwnError(code: 7) }
    }
    #expect(throws: OwnError(code: 8)) { try Program(inputs: [[2]]) { _ in throw OwnError(code: 8) } }
    // The recording that was left must not be the current one any more.
    #expect(throws: RecordingError.self) { try Tape().program(returning: [Variable([1, 2])]) }
  }
}
