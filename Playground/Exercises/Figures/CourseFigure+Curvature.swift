// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension CourseFigure {
  static let curvature: [CourseFigure] = [
    CourseFigure("bfgs-update", isInLesson: true) {
      let history = try paths()
      return try Plot(
        title: "The gradient's length in Rosenbrock's valley",
        summary:
          "BFGS learns the curvature on the way: in the end each step doubles the digits or nearly so.",
        x: Axis("iteration", range: 0...60), y: Axis("length of the gradient", scale: .logarithmic)
      ) {
        Line(Array(history.descent.prefix(61)), label: "steepest descent")
        Line(history.bfgs, label: "BFGS")
      }
    },
    CourseFigure("damped-step", isInLesson: true) {
      let grid = try Grid(x: -1.6...1.6, y: -0.6...1.6) { x, y in
        pow(10 * (y - x * x), 2) + pow(1 - x, 2) + 1e-3
      }
      let path = valley()
      return try Plot(
        title: "Levenberg-Marquardt in Rosenbrock's valley",
        summary: "Damped steps follow the bend; on the floor they become Gauss-Newton steps.",
        x: Axis("a"), y: Axis("b")
      ) {
        Contours(grid, title: "sum of squares", scale: .logarithmic)
        Line(path.map(\.0), path.map(\.1), label: "steps", markers: .circle)
      }
    },
  ]

  /// How long the gradient is, iteration by iteration, for steepest descent and BFGS.
  private static func paths() throws -> (descent: [Double], bfgs: [Double]) {
    let valley = try Objective(parameters: 2) { x in
      let (a, b) = (10 * (x[1] - x[0] * x[0]), 1 - x[0])
      return a * a + b * b
    }
    let descent = try SteepestDescent().minimize(valley, from: [-1.2, 1])
    let bfgs = try BFGS().minimize(valley, from: [-1.2, 1])
    return (descent.history.map(\.gradientNorm), bfgs.history.map(\.gradientNorm))
  }

  /// The points that Levenberg-Marquardt steps to, from the usual start.
  private static func valley() -> [(Double, Double)] {
    var (a, b, damping) = (-1.2, 1.0, 1e-2)
    var path = [(a, b)]
    for _ in 0..<60 {
      let r = (10 * (b - a * a), 1 - a)
      // JᵀJ + λI and Jᵀr with J = [[−20a, 10], [−1, 0]].
      let (p, q, s) = (400 * a * a + 1 + damping, -200 * a, 100 + damping)
      let (u, v) = (-20 * a * r.0 - r.1, 10 * r.0)
      let determinant = p * s - q * q
      let (da, db) = (-(s * u - q * v) / determinant, -(p * v - q * u) / determinant)
      let old = r.0 * r.0 + r.1 * r.1
      let new = pow(10 * (b + db - (a + da) * (a + da)), 2) + pow(1 - a - da, 2)
      if new < old {
        (a, b) = (a + da, b + db)
        path.append((a, b))
      }
      damping = new < old ? damping / 5 : damping * 4
      if new < 1e-20 { break }
    }
    return path
  }
}
