// SPDX-License-Identifier: Apache-2.0
package import PlaygroundCommandLine

/// The grades of a student, and the file that grading systems read.
package struct Scores {
  private let grades: [Grade]

  package init(_ grades: [Grade]) { self.grades = grades }

  /// The sum of the points.
  package var points: Double { grades.reduce(0) { $0 + $1.points } }

  /// The sum of what could be reached.
  package var fullPoints: Double { Grade.fullPoints * Double(grades.count) }

  /// One line.
  var summary: String { "\(points.fixed(1)) of \(fullPoints.fixed(0)) points\n" }

  /// Gradescope's `results.json`: the score, the time, and a test for each exercise.
  package var json: JSON {
    .object([
      "score": .number(rounded(points)),
      "execution_time": .number(rounded(grades.reduce(0) { $0 + $1.seconds })),
      "stdout_visibility": .string("hidden"),
      "tests": .array(
        grades.enumerated().map { number, grade in
          .object([
            "name": .string(grade.title),
            "number": .string("\(number + 1)"),
            "score": .number(rounded(grade.points)),
            "max_score": .number(Grade.fullPoints),
            "status": .string(grade.isFull ? "passed" : "failed"),
            "output": .string(output(of: grade)),
            "tags": .array(Set(grade.findings.map(\.mistake.name)).sorted().map(JSON.string)),
            "visibility": .string("visible"),
          ])
        }),
    ])
  }

  private func output(of grade: Grade) -> String {
    grade.checks.map { check in
      switch check.result {
      case .passed: "ok: \(check.name)"
      case .notRun: "not run: \(check.name)"
      case .failed(let finding):
        "FAILED: \(check.name)\n\(finding.evidence)\n\(finding.mistake.name): \(finding.mistake.advice)"
      }
    }.joined(separator: "\n")
  }

  /// To hundredths, as grading systems show them.
  private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
