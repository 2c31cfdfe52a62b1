// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension Experiment {
  /// The page of what a run found.
  func report(_ findings: Result, _ settings: Settings) throws -> Report {
    let published = findings.published
    return try Report(title: title, lead: summary.prefix(1).uppercased() + summary.dropFirst() + ".") {
      findings.verdict
      try findings.page()
      if !published.isEmpty {
        try Section("Published and found") { try published.table(explained: true) }
      }
      Section("Run it again") {
        Code(command(settings))
        "Numbers that a clock measures are printed on the terminal and with `--json`; this page is the same each time."
      }
    }
  }

  /// The line that makes the page again.
  private func command(_ settings: Settings) -> String {
    let plain = Settings()
    let words =
      ["swift run -c release playground \(name)"]
      + (settings.isQuick ? ["--quick"] : [])
      + (settings.seed == plain.seed ? [] : ["--seed \(settings.seed)"])
      + (settings.starts.map { ["--starts \($0)"] } ?? []) + ["--output report"]
    return words.joined(separator: " ")
  }

  /// The findings in a few words for a terminal.
  func text(_ findings: Result) throws -> String {
    let published = findings.published
    let tables = try findings.tables() + (published.isEmpty ? [] : [published.table(explained: false)])
    let verdict = findings.verdict
    return (tables.map(\.plainText) + ["\(verdict.outcome.title): \(verdict.plainText)".wrapped(to: 100)])
      .joined(separator: "\n\n")
  }

  /// The document that `--json` prints.
  func document(_ findings: Result, _ settings: Settings) -> ExperimentDocument<Result> {
    ExperimentDocument(
      experiment: name, seed: settings.seed, isQuick: settings.isQuick,
      verdict: .init(outcome: findings.verdict.outcome.rawValue, text: findings.verdict.plainText),
      facts: findings.facts, published: findings.published, results: findings)
  }
}

/// What `--json` prints of an experiment.
struct ExperimentDocument<Result: Encodable>: Encodable {
  struct Verdict: Encodable {
    let outcome: String
    let text: String
  }

  /// The version of the form that the document has.
  var schema = 1
  let experiment: String
  let seed: Int
  let isQuick: Bool
  let verdict: Verdict
  let facts: [Fact]
  let published: [PublishedNumber]
  let results: Result
}

extension ReportTable {
  /// The table for a terminal.
  var plainText: String {
    var table = TextTable(
      columns.indices.map { (columns[$0], isNumeric($0) ? .right : .left) }, isRuled: true)
    for row in rows { table.append(row.map(Markings.plain)) }
    return caption.isEmpty ? "\(table)" : "\(Markings.plain(caption))\n\n\(table)"
  }
}

extension VerdictBox {
  /// The text without its marks.
  var plainText: String { Markings.plain(text) }
}
