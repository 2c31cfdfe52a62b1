// SPDX-License-Identifier: Apache-2.0
internal import Testing
internal import Wengert

@testable internal import playground

private struct Fixed: Benchmark {
  let name: String
  let summary = "measures nothing"

  func measure(_ sampler: Sampler) -> BenchmarkResult {
    var result = BenchmarkResult(name)
    result.further = [Figure("isQuick", "quick", sampler.isQuick ? 1 : 0, .count)]
    return result
  }
}

@Suite("playground bench")
struct BenchCommandTests {
  private func run(_ words: [String]) -> (code: ExitCode, recorder: ConsoleRecorder) {
    let recorder = ConsoleRecorder()
    let bench = BenchCommand([Fixed(name: "one"), Fixed(name: "two")])
    let tool = Tool(experiments: [], commands: [bench], console: recorder.console(columns: nil))
    return (tool.run(["bench"] + words), recorder)
  }

  @Test(
    "benchmarks are all run, or those that are named",
    arguments: [
      (["--json"], ["one", "two"], 0), (["two", "--json"], ["two"], 0),
      (["--quick", "one", "--json"], ["one"], 1),
    ])
  func choice(words: [String], names: [String], isQuick: Int) {
    let (code, recorder) = run(words)
    let results = names.map { #"{"name": "\#($0)", "threads": 1, "isQuick": \#(isQuick)}"# }
    #expect(code == .success)
    #expect(recorder.output == #"{"benchmarks": [\#(results.joined(separator: ", "))]}"# + "\n")
  }

  @Test func `an unknown name is a mistake, with the nearest known one`() {
    let (code, recorder) = run(["tow"])
    #expect(code == .usage)
    #expect(recorder.reports.contains("unknown benchmark 'tow'; did you mean 'two'?"))
  }

  @Test func `the help lists the benchmarks`() {
    let (code, recorder) = run(["--help"])
    #expect(code == .success)
    #expect(recorder.output.hasPrefix("usage: playground bench [name ...] [options]\n"))
    #expect(recorder.output.contains(/\n  two +measures nothing\n/))
  }

  @Test func `benchmarks have distinct names and one-line summaries`() {
    let names = Benchmarks.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Benchmarks.all.allSatisfy { !$0.summary.contains("\n") })
  }

  /// These check what is computed by hand against the toolkit, whatever the instruction set.
  @Test(
    "what is written by hand agrees with the toolkit",
    arguments: ["tiny-6", "tiny-1000", "mlp-s", "jacobian"])
  func agreement(name: String) throws {
    let benchmark = try #require(Benchmarks.all.first { $0.name == name })
    let result = try benchmark.measure(Sampler(seconds: 0, minimumSamples: 1, isQuick: true))
    #expect(result.floor != nil)
  }
}
