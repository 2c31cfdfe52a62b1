// SPDX-License-Identifier: Apache-2.0

extension Diagnosis.Kind {
  /// Every entry has the wrong sign.
  static public let wrongSign = Diagnosis.Kind(rawValue: "wrongSign")
}

/// Each entry is the negative of what it should be.
struct WrongSign: Pattern {
  func diagnosis(of evidence: Evidence) -> Diagnosis? {
    guard evidence.pairs.allSatisfy({ $0.fits(-$0.analytic) }) else { return nil }
    return Diagnosis(.wrongSign, factor: -1, "the sign is wrong in each entry")
  }
}
