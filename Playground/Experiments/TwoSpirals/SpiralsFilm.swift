// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// A run on the two spirals, moment by moment.
struct SpiralsFilm: Sendable {
  let inputs: TwoSpirals.Inputs
  /// What each iteration did, the start first.
  var records: [IterationRecord] = []
  /// The weights at some of the iterations.
  var moments: [(iteration: Int, weights: Tensor<Double>)] = []

  init(_ inputs: TwoSpirals.Inputs) { self.inputs = inputs }

  /// So many of the moments, about as far apart, the first and the last among them.
  func moments(_ count: Int) -> [(iteration: Int, weights: Tensor<Double>)] {
    guard moments.count > count else { return moments }
    return (0..<count).map { moments[$0 * (moments.count - 1) / (count - 1)] }
  }

  /// The classes that a network with these weights gives to the plane, and the points that it learned from. The plane is
  /// that of the raw coordinates, whatever the network got to see.
  func regions(
    _ weights: Tensor<Double>, _ title: String, summary: String, spirals: TwoSpirals, resolution: Int
  ) throws -> Plot {
    let plane = try Grid(x: -5.5...5.5, y: -5.5...5.5, count: resolution) { _, _ in 0 }
    let seen = plane.y.flatMap { y in
      plane.x.flatMap { x -> [Double] in
        let point = spirals.seen((x, y), inputs)
        return [point.x, point.y]
      }
    }
    let outputs = try Networks.spirals().outputs(
      for: Tensor(shape: [seen.count / 2, 2], scalars: seen), parameters: weights)
    let scores = try (0..<2).map { column in
      try Grid(
        x: plane.x, y: plane.y,
        values: stride(from: column, to: outputs.count, by: 2).map { outputs.scalars[$0] })
    }
    let labels = ["class 1", "class 2"]
    return try Plot(
      title: title, summary: summary, x: Axis("x"), y: Axis("y"), size: PlotSize(width: 340, height: 400),
      hasEqualUnits: true
    ) {
      Regions(scores: scores, labels: labels)
      for (number, label) in labels.enumerated() {
        let rows = spirals.trainingRows.filter { $0 / TwoSpirals.pointsPerClass == number }
        Scatter(
          rows.map { spirals.points[$0].x }, rows.map { spirals.points[$0].y }, label: label,
          color: .series(number),
          marker: number == 0 ? .circle : .square, size: 4)
      }
    }
  }
}
