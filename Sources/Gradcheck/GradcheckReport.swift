// SPDX-License-Identifier: Apache-2.0

/// What a check of derivatives found. `print` shows it as a table.
///
/// Everything in it is finite, so that any encoder takes it. Equal checks with equal seeds give equal
/// reports.
public struct GradcheckReport: Hashable, Sendable, Codable {
  /// The verdict on all.
  public let verdict: Verdict
  /// What kept the check from telling, and what a reader should know besides: a sentence each.
  public let notes: [String]
  /// Random directions, each checked in three ways.
  public let directions: [DirectionCheck]
  /// The inputs, with what was found about their entries.
  public let inputs: [InputCheck]
  /// What the entries were taken from: `adjoint`, `tangent`, or the user's `gradient`.
  public let derivatives: String
  /// The scalar type that the derivatives under test were computed in.
  public let precision: String
  /// The seed of the random directions.
  public let seed: UInt64
  /// How often the function was evaluated for differences.
  public let evaluations: Int

  /// Whether the derivatives are right, as far as the check could see.
  public var passed: Bool { verdict == .passed }

  /// Whether forward and reverse sweeps agree to rounding in all directions; `nil` for a gradient that the
  /// user supplied.
  public var adjointIdentity: Verdict? {
    let verdicts = directions.compactMap(\.adjointIdentity)
    return verdicts.isEmpty ? nil : verdicts.combined
  }
}
