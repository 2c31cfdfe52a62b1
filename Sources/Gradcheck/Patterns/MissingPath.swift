// SPDX-License-Identifier: Apache-2.0
internal import Autodiff

extension Diagnosis.Kind {
  /// What flows through one use of a variable is not added.
  static public let missingPath = Diagnosis.Kind(rawValue: "missingPath")
  /// What flows through one use of a variable is added twice.
  static public let doubledPath = Diagnosis.Kind(rawValue: "doubledPath")
}

/// The error is what flows through one of several uses of a variable: its term is missing, or there twice.
struct MissingPath: Pattern {
  func diagnosis(of evidence: Evidence) throws -> Diagnosis? {
    guard let contributions = try Contributions(of: evidence) else { return nil }
    for variable in contributions.variables {
      for use in variable.uses {
        let place = "\(variable.label) in \(use.operation.statement)"
        let times = "\(variable.label) is used \(variable.uses.count) times"
        if evidence.equals(Contributions.combine(contributions.total, use.rows, -)) {
          return Diagnosis(
            .missingPath, "a path is missing: \(times), and what flows back through \(place) is not added")
        }
        if evidence.equals(Contributions.combine(contributions.total, use.rows, +)) {
          return Diagnosis(
            .doubledPath,
            "a path is counted twice: \(times), and what flows back through \(place) is added twice")
        }
      }
    }
    return nil
  }
}
