// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Levenberg-Marquardt on the CMU spirals from some starts.
struct BenchmarkSpiralsRuns: Encodable, Sendable {
  let network: String
  let parameters: Int
  let iterationLimit: Int
  let starts: Int
  /// The starts after which every point was on its side.
  let solved: Int
  /// The median number of iterations until then, over all starts; infinite when most never get there.
  let medianIterations: Double
  /// The weights of the first start that is solved, or else of the first one, and how the run went.
  let kind: BenchmarkSpirals.Network
  let weights: Tensor<Double>
  let values: [Double]

  private enum CodingKeys: CodingKey {
    case network, parameters, iterationLimit, starts, solved, medianIterations
  }

  init(
    _ kind: BenchmarkSpirals.Network, seeds: [Int], iterations: Int, showing progress: RunProgress
  ) throws {
    let spirals = try BenchmarkSpirals(kind)
    let limit = min(iterations, kind == .layered ? 100 : 250)
    let runs = try seeds.map { seed in
      progress.show("CMU spirals, \(kind.words), seed \(seed)")
      return try spirals.levenbergMarquardt(seed: UInt64(seed), iterations: limit)
    }
    self.kind = kind
    network = kind.words
    parameters = spirals.model.parameterCount
    iterationLimit = limit
    starts = runs.count
    solved = runs.count { $0.solvedAfter != nil }
    medianIterations = Sampler.median(runs.map { $0.solvedAfter.map { Double($0) } ?? .infinity })
    let shown = runs.first { $0.solvedAfter != nil } ?? runs[0]
    weights = shown.fit.parameters
    values = shown.fit.history.map(\.value)
  }

  /// What the network makes of the plane.
  func regions(resolution: Int) throws -> Plot {
    let model = try BenchmarkSpirals(kind).model
    let plane = try Grid(x: -3.5...3.5, y: -3.5...3.5, count: resolution) { _, _ in 0 }
    let places = plane.y.flatMap { y in plane.x.flatMap { x in [x, y] } }
    let outputs = try model.outputs(
      for: Tensor(shape: [places.count / 2, 2], scalars: places), parameters: weights)
    let scores = try [1.0, -1].map { side in
      try Grid(x: plane.x, y: plane.y, values: outputs.scalars.map { side * $0 })
    }
    let labels = ["one spiral", "the other"]
    return try Plot(
      title: network, summary: "The plane as the network divides it.", x: Axis("x"), y: Axis("y"),
      size: PlotSize(width: 340, height: 400), hasEqualUnits: true
    ) {
      Regions(scores: scores, labels: labels)
      for (number, side) in [1.0, -1].enumerated() {
        let points = BenchmarkSpirals.points.filter { $0.side == side }
        Scatter(
          points.map(\.x), points.map(\.y), label: labels[number], color: .series(number),
          marker: number == 0 ? .circle : .square, size: 5)
      }
    }
  }
}

extension BenchmarkSpirals.Network {
  /// The network in words.
  var words: String {
    switch self {
    case .layered: "2-20-10-1"
    case .shortcuts: "2-5-5-5-1 with shortcuts"
    }
  }
}
