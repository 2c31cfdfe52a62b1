// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension GradcheckReport: CustomStringConvertible {
  /// The report as text: the verdict and its causes, the notes, a table of inputs, the worst wrong entries, the first
  /// bad operation, a table of directions, and what else was compared.
  public var description: String {
    let parts = [
      headline, notes.map { $0.wrappedLine() }.joined(separator: "\n"), Self.inputTable(inputs),
      Self.entryTable(inputs.flatMap(\.badEntries), derivatives), operationText, directionTable,
      identityTable,
      precisionText, footer,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var headline: String {
    switch verdict {
    case .passed:
      return "gradcheck passed"
    case .inconclusive:
      return "gradcheck inconclusive"
    case .failed:
      return (["gradcheck failed"] + Self.causes(inputs).map { $0.wrappedLine(indent: "  ") })
        .joined(separator: "\n")
    }
  }

  private static func causes(_ inputs: [InputCheck]) -> [String] {
    inputs.filter { $0.badCount > 0 }.map { input in
      "\(input.name) is wrong in \(input.badCount) of \(input.checkedCount) entries"
        + (input.diagnosis.map { "; \($0)" } ?? "")
    }
  }

  private static func inputTable(_ inputs: [InputCheck]) -> String {
    guard inputs.contains(where: { $0.checkedCount > 0 }) else { return "" }
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

  private static func entryTable(_ entries: [EntryCheck], _ derivatives: String) -> String {
    guard !entries.isEmpty else { return "" }
    let hasOutputs = entries.contains { $0.output != nil }
    let columns: [(heading: String, alignment: TextTable.Alignment)] =
      [("wrong entry", .left)] + (hasOutputs ? [("of", .left)] : [])
      + [
        (derivatives, .left), ("differences", .left), ("relative error", .left), ("h", .left),
        ("f(x+h)", .left),
        ("f(x-h)", .left),
      ]
    var table = TextTable(columns, isRuled: false)
    for entry in entries {
      let comparison = entry.comparison
      table.append(
        [entry.label] + (hasOutputs ? [entry.output ?? ""] : []) + [
          text(comparison.analytic), differences(comparison),
          comparison.relativeError.map { $0.text(significant: 2) } ?? "",
          comparison.step.map { $0.text(significant: 2) } ?? "",
          comparison.values.map { text($0.above) } ?? "",
          comparison.values.map { text($0.below) } ?? "",
        ])
    }
    return table.description
  }

  private var operationText: String {
    guard let badOperation else { return "" }
    let place = badOperation.location.map { " (\($0))" } ?? ""
    let rule = badOperation.derivatives == "tangent" ? "pushforward" : "pullback"
    let headline =
      "First bad operation: \(badOperation.statement), line \(badOperation.line)\(place): "
      + "its \(rule) is wrong, taken by itself."
    let causes = Self.causes(badOperation.operands).map { "  " + $0 }
    let entries = badOperation.operands.flatMap { $0.badEntries.prefix(2) }
    return ([headline] + causes + [Self.entryTable(entries, badOperation.derivatives)]).joined(
      separator: "\n")
  }

  private var directionTable: String {
    guard !directions.isEmpty else { return "" }
    let hasTangents = directions.contains { $0.tangent != nil }
    let columns: [(heading: String, alignment: TextTable.Alignment)] =
      [("direction", .left)]
      + (hasTangents ? [("tangent", .left), ("adjoint", .left)] : [(derivatives, .left)])
      + [("differences", .left), ("digits", .right), ("verdict", .left)]
    var table = TextTable(columns, isRuled: false)
    for (number, check) in directions.enumerated() {
      let digits = [check.adjoint.digits, check.tangent?.digits].compactMap { $0 }.min()
      table.append(
        ["\(number + 1)"] + (hasTangents ? [Self.text(check.tangent?.analytic)] : []) + [
          Self.text(check.adjoint.analytic), Self.differences(check.adjoint), Self.text(digits: digits),
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

  private var identityTable: String {
    guard !identities.isEmpty else { return "" }
    var table = TextTable([("identity", .left), ("gap", .left), ("verdict", .left)], isRuled: false)
    for identity in identities {
      table.append([
        identity.name, identity.gap.map { $0.text(significant: 2) } ?? "not finite",
        identity.verdict.rawValue,
      ])
    }
    return table.description
  }

  private var precisionText: String {
    guard let precision else { return "" }
    var table = TextTable([("input", .left), ("digits kept", .right)], isRuled: false)
    for (input, digits) in zip(inputs, precision.digits) {
      table.append([input.name, Self.text(digits: digits)])
    }
    let comparison = precision.differences
    let verdict = comparison.verdict == .passed ? "agree" : "tell nothing: \(comparison.verdict.rawValue)"
    let differences =
      "Differences of values in \(precision.scalar) \(verdict) (\(Self.differences(comparison)), derivative "
      + "\(Self.text(comparison.analytic))), so the same program was checked in Double."
    return """
      \(precision.scalar): \(precision.verdict.rawValue); its derivatives beside those in Double
      \(table)
      \(differences.wrappedLine())
      """
  }

  private var footer: String {
    var parts = ["seed \(seed)", "\(evaluations) evaluations"]
    if unvisitedCount > 0 { parts.append("\(unvisitedCount) entries not visited") }
    return parts.joined(separator: ", ")
  }

  private static func text(_ value: Double?) -> String {
    value.map { $0.text(significant: 10) } ?? "not finite"
  }

  private static func text(digits: Double?) -> String { digits.map { $0.text(decimals: 1) } ?? "" }

  private static func differences(_ comparison: Comparison) -> String {
    if let kink = comparison.kink {
      return "kink: \(kink.left.text(significant: 7)) | \(kink.right.text(significant: 7))"
    }
    guard let numeric = comparison.numeric, let error = comparison.error else { return "none" }
    return "\(numeric.text(significant: 10)) ± \(error.text(significant: 1))"
  }
}

extension String {
  /// The sentence in lines of at most 110 characters.
  fileprivate func wrappedLine(indent: String = "") -> String {
    var lines = [indent]
    for word in split(separator: " ") {
      if lines[lines.count - 1].count + word.count > 108, lines[lines.count - 1] != indent {
        lines.append(indent + "  ")
      }
      let needsSpace = !(lines[lines.count - 1].last ?? " ").isWhitespace
      lines[lines.count - 1] += (needsSpace ? " " : "") + word
    }
    return lines.joined(separator: "\n")
  }
}
