// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Explanation
import Tensors
import Testing

@Suite struct TraceReportTests {
  private func trace() throws -> Trace {
    try Program(inputs: [[], []], named: ["x", "y"]) { v in
      let s = sin(v[1]).named("s")
      return [v[0] * s + s]
    }.trace(at: [Tensor(2), Tensor(0.5)])
  }

  @Test func thePageHasAStepForEachOperationAndPass() throws {
    let document = ParsedDocument(try trace().html(title: "x sin y + sin y"))
    #expect(document.mistake == nil)
    let labels = document.values("data-label")
    #expect(
      labels == [
        "s = sin(y) = 0.479426", "v3 = x * s = 0.958851", "v4 = v3 + s = 1.43828",
        "v4 passes 1 to v3, 1 to s", "v3 passes 0.479426 to x, 2 to s", "s passes 2.63275 to y",
      ])
    // The adjoint of s is not complete until both of its readers have passed theirs on.
    #expect(document.text.contains("adj 1 + ..."))
    #expect(document.text.contains("adj 3"))
    #expect(document.count("table") >= 2)
  }

  @Test func aValueUsedTwiceByOneOperationGetsBothParts() throws {
    let document = ParsedDocument(try explain(at: Tensor(3)) { x in x * x }.html(title: "square"))
    #expect(document.values("data-label") == ["v1 = x * x = 9", "v1 passes 3 to x, 3 to x"])
  }

  @Test func longTracesHaveTablesOnly() throws {
    let trace = try explain(at: Tensor(0.5)) { x in (0..<60).reduce(x) { y, _ in sin(y) } }
    let document = ParsedDocument(try trace.html(title: "sines"))
    #expect(document.mistake == nil && document.values("data-label").isEmpty)
    #expect(document.text.contains("v60"))
  }

  @Test(arguments: [50, 60, 80]) func linesFitATerminal(_ width: Int) throws {
    let text = try trace().text(width: width)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width }, "\(text)")
    #expect(text.contains("…") == (width < 55))
  }
}
