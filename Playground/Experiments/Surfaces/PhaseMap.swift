// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// How many iterations gradient descent with momentum takes, by its learning rate and its momentum.
struct PhaseMap: Encodable, Sendable {
  let function: String
  let learningRates: [Double]
  let momenta: [Double]
  let iterationLimit: Int
  /// The iterations until the value has fallen to a millionth of the start's; `nil` for never. A row for each momentum.
  let iterations: [[Int?]]

  init(
    _ function: String, of objective: Objective, from start: Tensor<Double>, learningRates: [Double],
    momenta: [Double], iterationLimit: Int, showing progress: RunProgress
  ) throws {
    self.function = function
    self.learningRates = learningRates
    self.momenta = momenta
    self.iterationLimit = iterationLimit
    let target = 1e-6 * (try objective.value(at: start))
    iterations = try momenta.map { momentum in
      progress.show("\(function), momentum \(momentum.fixed(2))")
      return try learningRates.map { rate in
        let limits = Limits(iterations: iterationLimit, target: target)
        let method = GradientDescent(
          learningRate: rate, momentum: .heavyBall(momentum), gradientTolerance: 0, limits: limits)
        // A run that diverges far beyond its start does not come back.
        let minimum = try method.minimize(objective, from: start) { $0.value < 1e12 ? .continue : .stop }
        return minimum.status == .stopped(by: .target) ? minimum.iterations : nil
      }
    }
  }

  /// The learning rate and momentum of the fewest iterations.
  var best: (learningRate: Double, momentum: Double, iterations: Int)? {
    momenta.indices.flatMap { row in
      learningRates.indices.compactMap { column in
        iterations[row][column].map { (learningRates[column], momenta[row], $0) }
      }
    }.min { $0.2 < $1.2 }
  }

  /// The fewest iterations without momentum.
  var bestWithoutMomentum: Int? {
    momenta.firstIndex(of: 0).flatMap { iterations[$0].compactMap(\.self).min() }
  }

  /// The map with marks over it.
  func plot(title: String, _ marks: [Mark] = []) throws -> Plot {
    let grid = try Grid(
      x: learningRates, y: momenta,
      values: iterations.flatMap { row in row.map { $0.map { Double(max(1, $0)) } ?? .nan } })
    return try Plot(
      title: title, summary: "Cells without a colour never get there.",
      x: Axis("learning rate", scale: .logarithmic), y: Axis("momentum"), size: .small
    ) {
      HeatMap(grid, title: "iterations", scale: .logarithmic)
      marks
    }
  }
}
