// SPDX-License-Identifier: Apache-2.0

extension GradcheckReport {
  /// Adds what was found about a shorter scalar type.
  mutating func add(_ check: PrecisionCheck) {
    precision = check
    verdict = [verdict, check.verdict].combined
  }

  /// Adds identities to what was found.
  mutating func add(_ checks: [IdentityCheck]) {
    identities += checks
    verdict = ([verdict] + checks.map(\.verdict)).combined
  }
}
