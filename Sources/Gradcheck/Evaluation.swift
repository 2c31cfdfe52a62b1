// SPDX-License-Identifier: Apache-2.0

/// The values of a function at a point, and which side of each kink the point lies on.
struct Evaluation {
  let values: [Double]
  /// The sign of each decision, -1, 0 or 1.
  let sides: [Int8]
  /// For each element of `sides`, the place of its operation in `decisionOperations`.
  let owners: [Int]

  /// What makes these values no use for differences at a base point.
  func obstacle(from base: Evaluation) -> Obstacle? {
    if !values.allSatisfy(\.isFinite) { return .notFinite }
    return sides.indices.first { sides[$0] != base.sides[$0] }.map { .kink(owners[$0]) }
  }
}

/// Why there are no differences.
enum Obstacle: Hashable {
  /// The function is not finite beside the point.
  case notFinite
  /// The point lies at a kink of an operation, named by its place in `decisionOperations`.
  case kink(Int)
}
