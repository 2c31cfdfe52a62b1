// SPDX-License-Identifier: Apache-2.0

/// What grading an answer gave.
package struct Grade: Sendable {
  /// What came of a check.
  package enum Result: Hashable, Sendable {
    case passed
    case failed(Finding)
    /// An earlier check ended the process.
    case notRun
  }

  /// The name of the exercise.
  package let name: String
  /// The title of the exercise.
  package let title: String
  /// The checks in order, with their results.
  package var checks: [(name: String, result: Result)]
  /// What the answer printed, cut to some thousand bytes.
  package var output: String
  /// How long it took, in seconds.
  package var seconds: Double

  /// What an exercise is worth.
  package static let fullPoints = 10.0

  /// The share of checks passed, in points.
  package var points: Double {
    Self.fullPoints * Double(checks.count { $0.result == .passed }) / Double(Swift.max(1, checks.count))
  }

  /// Whether every check passed.
  package var isFull: Bool { checks.allSatisfy { $0.result == .passed } }

  /// What went wrong, in the order of the checks.
  package var findings: [Finding] {
    checks.compactMap { if case .failed(let finding) = $0.result { finding } else { nil } }
  }

  /// Whether the hole is still there.
  package var isUntouched: Bool {
    findings.count == checks.count && findings.allSatisfy { $0.mistake == .notYet }
  }
}
