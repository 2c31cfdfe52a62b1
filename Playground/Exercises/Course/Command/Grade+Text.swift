// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundCommandLine

extension Grade {
  /// The grade in words: a line, or with each check, what went wrong and what to look at.
  func text(number: Int, isDetailed: Bool, program: String) -> String {
    let head =
      "\(number < 10 ? " " : "")\(number)  \(title): \(points.fixed(1)) of \(Self.fullPoints.fixed(0))"
    guard isDetailed else {
      if isFull || isUntouched { return head + (isUntouched ? "  not yet\n" : "\n") }
      return head + (findings.first.map { "  \($0.mistake.name)\n" } ?? "\n")
    }
    var lines = [head]
    var advised: Set<Mistake> = []
    for check in checks {
      switch check.result {
      case .passed: lines.append("  ok      \(check.name)")
      case .notRun: lines.append("  not run \(check.name)")
      case .failed(let finding):
        lines.append("  FAILED  \(check.name)")
        lines += finding.evidence.split(separator: "\n").map { "            \($0)" }
        if advised.insert(finding.mistake).inserted {
          lines.append("          \(finding.mistake.name): \(finding.mistake.advice)")
        }
      }
    }
    if !output.isEmpty {
      lines.append("  it printed:")
      lines += output.split(separator: "\n").prefix(20).map { "    \($0)" }
    }
    if !isFull { lines.append("  a hint: \(program) hint \(number)") }
    return lines.joined(separator: "\n") + "\n"
  }
}
