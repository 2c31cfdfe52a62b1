// SPDX-License-Identifier: Apache-2.0

/// A marked value of an axis.
struct Tick: Hashable, Sendable {
  /// The value, the nearest number to the round decimal that the label shows.
  let value: Double
  /// The value in words for a reader; empty for a tick without one.
  let label: String
}
