// SPDX-License-Identifier: Apache-2.0

/// Two ways to compute the same numbers, compared without differences.
public struct IdentityCheck: Hashable, Sendable, Codable {
  /// What should be equal: `gradient = 2·Jᵀr`.
  public let name: String
  /// The largest gap, relative to the largest number; `nil` when a number is not finite.
  public let gap: Double?
  /// What rounding may make of the gap.
  public let tolerance: Double
  /// Whether the gap is within the tolerance.
  public let verdict: Verdict

  /// Compares two vectors; when their lengths differ they are not equal.
  package init(_ name: String, _ a: [Double], _ b: [Double], tolerance: Double) {
    self.name = name
    self.tolerance = tolerance
    let scale = (a + b).reduce(0) { max($0, $1.magnitude) }
    let distance = zip(a, b).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
    let gap = scale == 0 ? 0 : distance / scale
    self.gap = gap.isFinite ? gap : nil
    verdict =
      a.count != b.count ? .failed : !gap.isFinite ? .inconclusive : gap <= tolerance ? .passed : .failed
  }
}
