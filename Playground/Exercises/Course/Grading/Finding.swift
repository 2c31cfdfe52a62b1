// SPDX-License-Identifier: Apache-2.0

/// What a check found wrong in an answer.
public struct Finding: Hashable, Sendable {
  /// The mistake that explains it.
  public let mistake: Mistake
  /// The numbers that show it.
  public let evidence: String

  /// A mistake and what shows it.
  public init(_ mistake: Mistake, _ evidence: String) {
    self.mistake = mistake
    self.evidence = evidence
  }
}
