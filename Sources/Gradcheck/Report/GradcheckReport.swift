// SPDX-License-Identifier: Apache-2.0

/// What a check of derivatives found. `print` shows it as text.
///
/// Everything in it is finite, so that any encoder takes it; its JSON is described by `Docs/gradcheck.schema.json`.
/// Equal checks with equal seeds give equal reports.
public struct GradcheckReport: Hashable, Sendable, Codable {
  /// The verdict on all.
  public internal(set) var verdict: Verdict
  /// What kept the check from telling, and what a reader should know besides: a sentence each.
  public internal(set) var notes: [String]
  /// The inputs, with what was found about their entries.
  public internal(set) var inputs: [InputCheck]
  /// The first operation of the function whose own derivatives are wrong, when something failed.
  public internal(set) var badOperation: BadOperation?
  /// Random directions, each checked in three ways.
  public internal(set) var directions: [DirectionCheck]
  /// What must be equal without differences.
  public internal(set) var identities: [IdentityCheck]
  /// The derivatives in a shorter scalar type, when they were asked for.
  public internal(set) var precision: PrecisionCheck?
  /// What the entries were taken from: `adjoint`, `tangent`, or what the user supplied, such as `gradient`.
  public internal(set) var derivatives: String
  /// The seed of the random directions.
  public let seed: UInt64
  /// How often the function was evaluated for differences.
  public internal(set) var evaluations: Int

  /// Whether the derivatives are right, as far as the check could see.
  public var passed: Bool { verdict == .passed }

  /// How many entries were not compared one by one.
  public var unvisitedCount: Int { inputs.reduce(0) { $0 + $1.unvisitedCount } }

  /// Whether forward and reverse sweeps agree to rounding in all directions; `nil` for derivatives that the
  /// user supplied.
  public var adjointIdentity: Verdict? {
    let verdicts = directions.compactMap(\.adjointIdentity)
    return verdicts.isEmpty ? nil : verdicts.combined
  }
}
