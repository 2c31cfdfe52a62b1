// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Formulas
import Tensors
import TestSupport
import Testing

@Suite("Formulas of all kinds")
struct FuzzTests {
  static let corpus = [
    "x*sin(y)", "sum((A@x)^2)", "-x^2^-1.5e3 + max(x, y)/3", "logSumExp([x, 2*y, x[0]])", "((x))",
    "A[0, 1] ** 2",
    "x=1.2, y=[0.5, 1], A=[[1, 2], [3, 4]]", "softmax(x) @ transpose(A) - pi*e", "solve(A, x) % 2",
  ]

  @Test("are read, or refused with a place")
  func parsing() throws {
    var fuzzer = Fuzzer("formula", corpus: Self.corpus)
    fuzzer.run { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      do throws(FormulaError) {
        _ = try Formula(text)
        _ = try Formula.list(text)
        _ = try Formula.assignments(text)
      } catch {
        #expect(!error.reason.isEmpty && (1...text.count + 1).contains(error.column), "\(text)")
      }
    }
  }

  @Test(
    "what would not end well is refused",
    arguments: [
      "x*sum(ones(10000000000,10000000000))", "sum(identity(1000000))", "reshape(x, to: [-1, 2])",
      "slice(x, from: [1], to: [0])", "slice(x, from: [0, 0], to: [1, 1])", "unit(at: 0, in: -1)",
      "place(x, at: [0], in: [-5])", String(repeating: "x+", count: 100_000) + "x",
      "x" + String(repeating: "[0]", count: 100_000), String(repeating: "-(", count: 100_000) + "x",
      String(repeating: "x^", count: 100_000) + "x",
    ])
  func hostile(_ text: String) {
    #expect(throws: (any Error).self) {
      let formula = try Formula(text)
      _ = try Program(inputs: [[2]]) { [try formula.record(["x": $0[0]], in: text)] }
    }
  }

  @Test("are recorded, or refused")
  func recording() throws {
    var fuzzer = Fuzzer("recorded formula", corpus: Self.corpus)
    fuzzer.run { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      guard let formula = try? Formula(text) else { return }
      do {
        _ = try Program(inputs: [[2], [], [2, 2]]) { inputs in
          [try formula.record(["x": inputs[0], "y": inputs[1], "A": inputs[2]], in: text)]
        }
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }
}
