// SPDX-License-Identifier: Apache-2.0

/// One number, `⟨w, J·v⟩` for a random direction `v` and random weights `w`, found in three ways.
public struct DirectionCheck: Hashable, Sendable, Codable {
  /// `⟨w, J·v⟩` with `J·v` from the forward sweep; `nil` for derivatives that the user supplied.
  public let tangent: Comparison?
  /// `⟨Jᵀ·w, v⟩` with `Jᵀ·w` from the reverse sweep, or from what the user supplied.
  public let adjoint: Comparison
  /// Whether tangent and adjoint are the same number but for rounding. No differences are involved.
  public let adjointIdentity: Verdict?
  /// What rounding may make of the gap between tangent and adjoint.
  public let adjointTolerance: Double
  /// Whether the differences are 0 within a small error, so that a derivative of 0 passes.
  public let isVacuous: Bool

  /// The verdict on all that was compared.
  public var verdict: Verdict {
    [tangent?.verdict, adjoint.verdict, adjointIdentity].compactMap { $0 }.combined
  }
}
