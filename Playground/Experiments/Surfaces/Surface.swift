// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A function of two variables that methods descend.
struct Surface: Sendable {
  /// What it is called, and its formula.
  let name: String
  let formula: String
  /// The side of the square that is looked at, from its middle.
  let reach: Double
  /// Where methods start.
  let starts: [(x: Double, y: Double)]
  /// Where a run ends when it gets there, as there is nothing to find outside.
  let isBounded: Bool
  let function: @Sendable (_ x: Variable, _ y: Variable) -> Variable

  func objective() throws -> Objective {
    try Objective(parameters: 2) { v in function(v[0], v[1]) }
  }

  /// The values on a grid of the whole square.
  func grid(_ count: Int) throws -> Grid {
    let objective = try objective()
    return try Grid(x: -reach...reach, y: -reach...reach, count: count) { x, y in
      try objective.value(at: [Tensor(x), Tensor(y)])
    }
  }

  static let bowl = Surface(
    name: "convex", formula: "x² + y²", reach: 2, starts: [(-1.7, 1.3), (1.6, 1.8), (1.2, -1.7)],
    isBounded: false
  ) { x, y in x * x + y * y }

  static let waves = Surface(
    name: "non-convex", formula: "sin(x²) + cos(y²)", reach: 3,
    starts: [(0.7, 0.6), (1.4, 0.5), (-1.5, -0.8), (-0.8, 1), (1.6, -1.2), (-1.4, 1.4)], isBounded: false
  ) { x, y in sin(x * x) + cos(y * y) }

  static let saddle = Surface(
    name: "saddle", formula: "x² − y²", reach: 2, starts: [(1.7, 0), (-1.7, 1e-3)], isBounded: true
  ) { x, y in x * x - y * y }

  static let all = [bowl, waves, saddle]
}
