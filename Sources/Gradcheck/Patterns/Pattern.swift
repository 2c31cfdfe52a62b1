// SPDX-License-Identifier: Apache-2.0

/// A mistake that can be told from the entries that it spoils.
///
/// One file a pattern; `Patterns.all` lists them, and a row of the test `PatternTests` shows one at work.
protocol Pattern: Sendable {
  /// What is wrong, when the pattern explains every entry of the evidence, of which some are wrong.
  func diagnosis(of evidence: Evidence) throws -> Diagnosis?
}

/// The table of patterns.
enum Patterns {
  /// The first that fits is reported. What is not summed shows as zeros or as a factor, too, so it comes before them.
  static let all: [any Pattern] = [
    NoDependence(), UnsummedBroadcast(), Detached(), WrongSign(), ConstantFactor(), Transposed(), Stale(),
    UncountedUse(), MissingPath(),
  ]
}
