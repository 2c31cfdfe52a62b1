// SPDX-License-Identifier: Apache-2.0

extension Diagnosis.Kind {
  /// Derivatives that are not zero where the function does not depend.
  static public let noDependence = Diagnosis.Kind(rawValue: "noDependence")
}

/// The function does not change with the wrong entries' elements, but their derivatives are not zero.
struct NoDependence: Pattern {
  func diagnosis(of evidence: Evidence) -> Diagnosis? {
    let wrong = evidence.wrong
    guard wrong.allSatisfy(\.isZero) else { return nil }
    let subject = wrong.count == evidence.pairs.count ? "not zero" : "\(wrong.count) entries are not zero"
    return Diagnosis(
      .noDependence,
      "\(subject), but the function does not depend on it here: a dead relu, a clamped value or an unused element"
    )
  }
}
