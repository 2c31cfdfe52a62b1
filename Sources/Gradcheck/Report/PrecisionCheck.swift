// SPDX-License-Identifier: Apache-2.0

/// Derivatives in a shorter scalar type beside the same program's derivatives in `Double`.
public struct PrecisionCheck: Hashable, Sendable, Codable {
  /// The scalar type.
  public let scalar: String
  /// For each input, to how many decimal digits of its largest derivative all of them agree.
  public let digits: [Double]
  /// The first direction by differences of values in the scalar type itself: how much such differences could tell.
  public let differences: Comparison
  /// Inconclusive when an input's derivatives have lost their digits; never failed, since rounding is no mistake.
  public let verdict: Verdict
}
