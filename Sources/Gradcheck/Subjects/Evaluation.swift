// SPDX-License-Identifier: Apache-2.0

/// The values of a function at a point, and the quantities whose signs are its decisions there.
package struct Evaluation {
  package let values: [Double]
  package let decisions: [Double]

  package init(values: [Double], decisions: [Double] = []) {
    self.values = values
    self.decisions = decisions
  }

  /// What makes these values no use for differences at a base point.
  func obstacle(from base: Evaluation) -> Obstacle? {
    if !values.allSatisfy(\.isFinite) { return .notFinite }
    var nearest: (decision: Int, share: Double)?
    for i in decisions.indices where Self.side(decisions[i]) != Self.side(base.decisions[i]) {
      let share = (base.decisions[i] / (base.decisions[i] - decisions[i])).magnitude
      if nearest == nil || share < nearest?.share ?? 0 { nearest = (i, share.isFinite ? share : 0) }
    }
    return nearest.map { .kink(decision: $0.decision, share: $0.share) }
  }

  /// The decisions that lie on another side than at a base point.
  func changes(from base: Evaluation) -> [Int] {
    decisions.indices.filter { Self.side(decisions[$0]) != Self.side(base.decisions[$0]) }
  }

  private static func side(_ decision: Double) -> Int { decision > 0 ? 1 : decision < 0 ? -1 : 0 }
}

/// Why values beside the point are no use for differences.
enum Obstacle: Hashable {
  /// The function is not finite there.
  case notFinite
  /// A decision changed on the way, by linear interpolation after this share of it: the least of those that did.
  case kink(decision: Int, share: Double)
}
