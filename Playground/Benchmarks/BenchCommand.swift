// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The benchmarks, all or some. Speed is measured, not asserted: nothing fails for being slow.
struct BenchCommand: Command {
  let name = "bench"
  let summary = "times the toolkit beside floors measured in the same run"
  let operand: String? = "name ..."
  let options: [Option] = []
  let benchmarks: [any Benchmark]

  init(_ benchmarks: [any Benchmark] = Benchmarks.all) { self.benchmarks = benchmarks }

  var discussion: String {
    let entries =
      benchmarks.map { ($0.name, $0.summary) } + [
        (OptimizerStudies.name, OptimizerStudies.summary)
      ]
    let width = entries.map(\.0.count).max() ?? 0
    let list = entries.map { "  \($0.padded(to: width, alignment: .left))  \($1)" }
      .joined(separator: "\n")
    return """
      Times workloads, all or those that are named, by medians of many runs; beside them the value alone
      (forward), and a floor that is measured in turns with them. Targets are for an otherwise idle
      processor and are reported, not asserted.

      \(list)
      """
  }

  func run(_ arguments: Arguments, on console: Console) throws -> Verdict {
    if arguments.operands.contains(OptimizerStudies.name) {
      guard arguments.operands.count == 1 else {
        throw UsageError("'\(OptimizerStudies.name)' runs alone: its figures are of another kind")
      }
      try OptimizerStudies.run(
        isQuick: arguments.contains(.quick), asJSON: arguments.contains(.json), on: console)
      return .passed
    }
    let chosen = try arguments.operands.map { name throws(UsageError) in
      guard let benchmark = benchmarks.first(where: { $0.name == name }) else {
        throw UsageError(unknown: "benchmark", name, known: benchmarks.map(\.name) + [OptimizerStudies.name])
      }
      return benchmark
    }
    let sampler = arguments.contains(.quick) ? Sampler.quick : .full
    var progress = ProgressLine(on: console)
    defer { progress.clear() }
    let report = BenchmarkReport(
      results: try (chosen.isEmpty ? benchmarks : chosen).map { benchmark in
        progress.show("timing \(benchmark.name)")
        return try benchmark.measure(sampler)
      })
    progress.clear()
    console.printLine(arguments.contains(.json) ? "\(report.json)" : "\(report.table)\n\n\(report.floors)")
    return .passed
  }
}
