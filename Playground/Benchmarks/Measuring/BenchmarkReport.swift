// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What the benchmarks measured, in the forms in which the playground prints it.
struct BenchmarkReport {
  let results: [BenchmarkResult]

  /// A row for each benchmark, with its first target; further targets and figures follow on rows of their own.
  var table: TextTable {
    var table = TextTable(
      [
        ("benchmark", .left), ("median", .right), ("forward", .right), ("floor", .right), ("ratio", .right),
        ("figure", .left), ("value", .right), ("target", .right), ("met", .left),
      ], isRuled: true)
    for result in results {
      let figures = result.figures
      let main = ["median", "forward", "floor", "to floor"].map { label in
        figures.first { $0.label == label }?.text ?? ""
      }
      let others = result.figures.filter { figure in
        figure.target != nil || result.further.contains { $0.member == figure.member }
      }
      for (row, figure) in others.enumerated() {
        table.append(
          (row == 0 ? [result.name] + main : ["", "", "", "", ""])
            + [figure.label, figure.text, figure.targetText, figure.isMet.map { $0 ? "yes" : "no" } ?? ""])
      }
      if others.isEmpty { table.append([result.name] + main) }
    }
    return table
  }

  /// What each floor is, a line each.
  var floors: String {
    results.compactMap { result in
      result.floor.map { "\(result.name): the floor is \($0.meaning)" }
    }.joined(separator: "\n")
  }

  /// The document that `--json` prints.
  var json: JSON {
    .members([("benchmarks", .array(results.map(\.json)))])
  }
}

extension BenchmarkResult {
  /// Its member of the report's document: figures that do not apply are left out.
  var json: JSON {
    var members: [(String, JSON)] = [("name", .string(name))]
    if let floor { members.append(("floor", .string(floor.meaning))) }
    members += figures.map { figure in
      (figure.member, figure.unit == .count ? .integer(Int(figure.value)) : .number(figure.value))
    }
    let targets = figures.compactMap { figure -> JSON? in
      guard let target = figure.target, let isMet = figure.isMet else { return nil }
      let bound: (String, JSON) =
        switch target {
        case .atMost(let bound): ("atMost", .number(bound))
        case .atLeast(let bound): ("atLeast", .number(bound))
        }
      return .members([("figure", .string(figure.member)), bound, ("met", .bool(isMet))])
    }
    if !targets.isEmpty { members.append(("targets", .array(targets))) }
    return .members(members)
  }
}
