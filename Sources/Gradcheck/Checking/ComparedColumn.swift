// SPDX-License-Identifier: Apache-2.0

/// One element of an input compared, for each row of the Jacobian.
struct ComparedColumn {
  let comparisons: [Comparison]
  let obstacle: Obstacle?
  /// The decisions that change at the point when the element moves.
  let decisions: [Int]

  var isBad: Bool { comparisons.contains { $0.verdict == .failed } }
}

extension Comparison {
  /// Whether several kinks meet, so that a number that is not between the slopes to both sides may be right.
  var isUndecidedAtKinks: Bool { verdict == .inconclusive && kink?.decisionCount ?? 0 > 1 }
}

/// What was compared, entry by entry.
struct EntryTable {
  let jacobian: AnalyticJacobian
  /// For each input its elements; `nil` for those that were not visited.
  var inputs: [[ComparedColumn?]]
  /// Whether the operations with kinks at the point are right by themselves, where several kinks meet.
  var kinksAreRight = false

  /// The columns that were visited, with their elements.
  var visited: [(element: Int, column: ComparedColumn)] {
    inputs.joined().enumerated().compactMap { element, column in column.map { (element, $0) } }
  }
}
