// SPDX-License-Identifier: Apache-2.0

extension Diagnosis.Kind {
  /// Zeros where the function depends.
  static public let detached = Diagnosis.Kind(rawValue: "detached")
}

/// The wrong entries are all 0, but the function depends on their elements.
struct Detached: Pattern {
  func diagnosis(of evidence: Evidence) -> Diagnosis? {
    let wrong = evidence.wrong
    guard wrong.allSatisfy({ $0.analytic == 0 }) else { return nil }
    let isAll = evidence.pairs.allSatisfy { $0.analytic == 0 }
    return Diagnosis(
      .detached,
      "\(isAll ? "all zero" : "\(wrong.count) entries are zero"), but the function depends on it: the path is "
        + "cut (detached), or its term is not added")
  }
}
