// SPDX-License-Identifier: Apache-2.0

/// The damping λ, driven by how well the model predicted the last step.
///
/// Madsen, Nielsen and Tingleff, *Methods for Non-Linear Least Squares Problems*, 2nd edition, 2004,
/// equation 3.16: λ falls smoothly, by at most 3, after a good step, and rises faster and faster while steps
/// are rejected.
struct NielsenDamping {
  /// λ.
  private(set) var value: Double
  private var growth = 2.0

  /// The damping with which a run starts.
  init(_ value: Double) { self.value = value }

  /// Raises λ before the first step.
  mutating func raise() { value *= 4 }

  /// Lowers λ after a step of the given gain ratio, or raises it up to twofold when the gain was poor.
  mutating func accept(gainRatio: Double) {
    let miss = 2 * gainRatio - 1
    value *= max(1.0 / 3, 1 - miss * miss * miss)
    growth = 2
  }

  /// Keeps λ at or above `least`, below which it would be lost in rounding.
  mutating func keep(atLeast least: Double) { value = max(value, least) }

  /// Raises λ after a step that was not taken.
  mutating func reject() {
    value *= growth
    growth *= 2
  }
}
