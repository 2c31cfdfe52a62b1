// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Five methods on three surfaces, and what learning rate and momentum do.
struct SurfacesExperiment: Experiment {
  let name = "surfaces"
  let title = "Three surfaces, and the ways down"
  let summary = "ways of five methods down a convex surface, a wavy one, and a saddle"
  let discussion = """
    Runs gradient descent, momentum, Adam, BFGS and Newton's method in a trust region on the three
    surfaces of a notebook, x² + y², sin(x²) + cos(y²) and x² − y², from several starts: which minima
    they reach, and which of them leaves the saddle. Then how many iterations gradient descent takes on
    a quadratic of condition 25 and on Rosenbrock's function, by learning rate and momentum.
    """

  /// The curvatures of the quadratic.
  static let curvatures = (low: 1.0, high: 25.0)

  func run(_ settings: Settings, showing progress: RunProgress) throws -> SurfacesFindings {
    let limit = 2000
    let descents = try Surface.all.flatMap { surface in
      try surface.starts.flatMap { start in
        try Descent.Method.allCases.map { method in
          progress.show("\(surface.formula), \(method.rawValue)")
          return try Descent(method, down: surface, from: start, iterations: limit)
        }
      }
    }
    let momenta = (0..<settings.size(25, quick: 7)).map { Double($0) / Double(settings.size(25, quick: 7)) }
    func rates(_ low: Double, _ high: Double) -> [Double] {
      let count = settings.size(33, quick: 9)
      return (0..<count).map { low * Double.pow(high / low, Double($0) / Double(count - 1)) }
    }
    let (low, high) = Self.curvatures
    let quadratic = try Objective(parameters: 2) { v in (low * v[0] * v[0] + high * v[1] * v[1]) / 2 }
    let rosenbrock = try Objective(parameters: 2) { v in
      let (a, b) = (1 - v[0], v[1] - v[0] * v[0])
      return a * a + 100 * b * b
    }
    return SurfacesFindings(
      descents: descents, gridCount: 32,
      maps: [
        try PhaseMap(
          "quadratic", of: quadratic, from: [1, 1], learningRates: rates(1e-3, 0.3), momenta: momenta,
          iterationLimit: settings.size(2000, quick: 500), showing: progress),
        try PhaseMap(
          "Rosenbrock", of: rosenbrock, from: [-1.2, 1], learningRates: rates(1e-5, 1e-2), momenta: momenta,
          iterationLimit: settings.size(10_000, quick: 500), showing: progress),
      ])
  }
}
