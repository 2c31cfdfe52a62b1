// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundProblems
internal import Wengert

/// BFGS on the report's layer from one start: the toolkit's with the report's search made finite, and the report's.
struct LayerRun: Encodable, Sendable {
  /// The constants of the report's searches.
  static let constants: [(sufficientDecrease: Double, curvature: Double)] = [
    (1e-4, 0.1), (1e-5, 0.3), (1e-6, 0.5),
  ]
  static let scales = [0.01, 1, 100]
  static let iterationLimit = 20

  let scale: Double
  let sufficientDecrease: Double
  let curvature: Double
  let seed: Int
  let value: Double
  let iterations: Int
  let status: String
  let isConverged: Bool
  /// No iteration raised the objective, and all numbers are finite.
  let isSound: Bool
  let publishedValue: Double
  /// What broke down in the report's method, if anything.
  let breakdown: String?
  let values: [Double]
  let publishedValues: [Double]

  private enum CodingKeys: CodingKey {
    case scale, sufficientDecrease, curvature, seed, value, iterations, status, isConverged, isSound,
      publishedValue
    case breakdown
  }

  init(
    _ objective: Objective, scale: Double, constants: (sufficientDecrease: Double, curvature: Double),
    seed: Int
  ) throws {
    let start = LayerProblem.start(scale: scale, seed: UInt64(seed))
    let search = Doubling(sufficientDecrease: constants.sufficientDecrease, curvature: constants.curvature)
    let minimum = try BFGS(lineSearch: search, limits: .iterations(Self.iterationLimit))
      .minimize(objective, from: start)
    let published = try PublishedBFGS(
      sufficientDecrease: constants.sufficientDecrease, curvature: constants.curvature
    ).minimize(objective, from: start, iterations: Self.iterationLimit)
    self.scale = scale
    (sufficientDecrease, curvature) = constants
    self.seed = seed
    value = minimum.value
    iterations = minimum.iterations
    status = "\(minimum.status)"
    isConverged = minimum.status.isConverged
    values = minimum.history.map(\.value)
    isSound =
      values.allSatisfy(\.isFinite) && zip(values, values.dropFirst()).allSatisfy { $1 <= $0 * (1 + 1e-13) }
    publishedValues = published.values
    publishedValue = published.values.last ?? .nan
    breakdown = published.breakdown
  }

  /// The search in words.
  var search: String { "μ = \(sufficientDecrease.text(significant: 1)), η = \(curvature)" }
}
