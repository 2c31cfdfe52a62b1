// SPDX-License-Identifier: Apache-2.0

/// What is known of a graph at a step of its evaluation.
struct GraphMoment {
  /// The nodes whose values are known.
  var valued: Set<Int>
  /// What the adjoints of nodes have added up to.
  var adjoints: [Int: String] = [:]
  /// The nodes that have passed their adjoints on.
  var passed: Set<Int> = []
  /// The node whose turn it is.
  var current: Int?
}
