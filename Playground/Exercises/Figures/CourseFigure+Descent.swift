// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension CourseFigure {
  static let descent: [CourseFigure] = [
    CourseFigure("adam-step", isInLesson: true) {
      func lengths(isCorrected: Bool) -> [Double] {
        var (mean, square) = (0.0, 0.0)
        return (1...60).map { t in
          mean = 0.9 * mean + 0.1
          square = 0.999 * square + 0.001
          guard isCorrected else { return mean / square.squareRoot() }
          return mean / (1 - pow(0.9, Double(t))) / (square / (1 - pow(0.999, Double(t)))).squareRoot()
        }
      }
      let steps = (1...60).map(Double.init)
      return try Plot(
        title: "Adam's steps under a constant gradient",
        summary:
          "Corrected, each is one learning rate long. Uncorrected, the first steps are up to six times as long.",
        x: Axis("step"), y: Axis("length in learning rates", range: 0...7)
      ) {
        Line(steps, lengths(isCorrected: true), label: "corrected")
        Line(steps, lengths(isCorrected: false), label: "not corrected")
      }
    },
    CourseFigure("wolfe-search", isInLesson: true) {
      let step = points(from: 0, to: 3.2)
      func phi(_ a: Variable) -> Variable { a * a * a * a / 4 - 3 * a }
      let values = try step.map { try valueWithGradient(at: Tensor($0)) { phi($0) } }
      let good = zip(step, values).filter { pair in
        pair.1.gradient.scalars[0].magnitude <= 0.3 && pair.1.value.scalars[0] <= -3e-4 * pair.0
      }
      let low = values.reduce(0.0) { Swift.min($0, $1.value.scalars[0]) }
      return try Plot(
        title: "Where the strong Wolfe conditions hold: a⁴/4 − 3a",
        summary: "A narrow band about the lowest point: far enough down, and flat enough.",
        x: Axis("step"), y: Axis("φ", range: low - 1...6)
      ) {
        Band(good.map(\.0), good.map { _ in low - 1 }, good.map { _ in 6 }, label: "good steps")
        Line(step, values.map { $0.value.scalars[0] }, label: "φ(step)")
        Line(step, step.map { -3e-4 * $0 }, label: "sufficient decrease", stroke: .dashed)
      }
    },
    CourseFigure("slopes", isInLesson: true) {
      let x = points(from: -0.5, to: 2.5)
      func f(_ x: Double) -> Double { x * x * x / 3 - x + 1 }
      return try Plot(
        title: "A slope is what secants tend to",
        summary: "As h halves, the secants turn into the tangent at x = 0.5.",
        x: Axis("x"), y: Axis("", range: -0.5...2.5)
      ) {
        Line(x, x.map(f), label: "f", width: 3)
        for h in [1.6, 0.8, 0.4] {
          Line(x, x.map { f(0.5) + (f(0.5 + h) - f(0.5)) / h * ($0 - 0.5) }, label: "secant, h = \(h)")
        }
        Line(x, x.map { f(0.5) - 0.75 * ($0 - 0.5) }, label: "tangent", stroke: .dashed)
      }
    },
  ]
}
