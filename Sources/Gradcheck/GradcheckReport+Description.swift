// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension GradcheckReport: CustomStringConvertible {
  /// The report as text: the verdict, a table of directions, a table of inputs, the worst bad entries and the
  /// notes.
  public var description: String {
    let parts =
      [headline, notes.joined(separator: "\n"), directionTable, inputTable, entryTable, footer]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var headline: String {
    switch verdict {
    case .passed:
      return "gradcheck passed"
    case .inconclusive:
      return "gradcheck inconclusive"
    case .failed:
      let causes = inputs.filter { $0.badCount > 0 }.map { input in
        "\(input.name): \(input.badCount) of \(input.checkedCount) entries are wrong"
          + (input.diagnosis.map { "; \($0)" } ?? "")
      }
      return (["gradcheck failed"] + causes).joined(separator: "\n  ")
    }
  }

  private var directionTable: String {
    guard !directions.isEmpty else { return "" }
    let hasTangents = directions.contains { $0.tangent != nil }
    let columns: [(heading: String, alignment: TextTable.Alignment)] =
      [("direction", .left)]
      + (hasTangents ? [("tangent", .left), ("adjoint", .left)] : [("gradient", .left)])
      + [("differences", .left), ("digits", .right), ("verdict", .left)]
    var table = TextTable(columns, isRuled: false)
    for (number, check) in directions.enumerated() {
      let digits = [check.adjoint.digits, check.tangent?.digits].compactMap { $0 }.min()
      table.append(
        ["\(number + 1)"] + (hasTangents ? [text(check.tangent?.analytic)] : []) + [
          text(check.adjoint.analytic), differences(check.adjoint), text(digits: digits),
          check.verdict.rawValue,
        ])
    }
    let identity =
      switch adjointIdentity {
      case .passed: "\nTangent and adjoint agree to rounding."
      case .failed: "\nTangent and adjoint do not agree."
      case .inconclusive, nil: ""
      }
    return table.description + identity
  }

  private var inputTable: String {
    guard !inputs.isEmpty else { return "" }
    var table = TextTable(
      [
        ("input", .left), ("shape", .left), ("checked", .right), ("bad", .right), ("worst", .left),
        ("digits", .right), ("verdict", .left),
      ], isRuled: false)
    for input in inputs {
      let worst = input.worst.map { $0.label + ($0.output.map { " of \($0)" } ?? "") }
      table.append([
        input.name, input.shape.description, "\(input.checkedCount)/\(input.entryCount)", "\(input.badCount)",
        worst ?? "", text(digits: input.digits), input.verdict.rawValue,
      ])
    }
    return table.description
  }

  private var entryTable: String {
    let entries = inputs.flatMap(\.badEntries)
    guard !entries.isEmpty else { return "" }
    let hasOutputs = entries.contains { $0.output != nil }
    let columns: [(heading: String, alignment: TextTable.Alignment)] =
      [("wrong entry", .left)] + (hasOutputs ? [("of", .left)] : [])
      + [(derivatives, .left), ("differences", .left), ("relative error", .left)]
    var table = TextTable(columns, isRuled: false)
    for entry in entries {
      table.append(
        [entry.label] + (hasOutputs ? [entry.output ?? ""] : []) + [
          text(entry.comparison.analytic), differences(entry.comparison),
          entry.comparison.relativeError.map { NumberText.significant($0, digits: 2) } ?? "",
        ])
    }
    return table.description
  }

  private var footer: String {
    "\(precision) derivatives, seed \(seed), \(evaluations) evaluations"
  }

  private func text(_ value: Double?) -> String {
    value.map { NumberText.significant($0, digits: 10) } ?? "not finite"
  }

  private func text(digits: Double?) -> String { digits.map(NumberText.oneDecimal) ?? "" }

  private func differences(_ comparison: Comparison) -> String {
    guard let numeric = comparison.numeric, let error = comparison.error else { return "none" }
    return "\(NumberText.significant(numeric, digits: 10)) ± \(NumberText.significant(error, digits: 1))"
  }
}
