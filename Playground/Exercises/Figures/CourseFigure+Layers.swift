// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension CourseFigure {
  static let layers: [CourseFigure] = [
    CourseFigure("broadcasting") {
      let x: Tensor<Double> = [[1, -2, 0.5], [0.5, 1, -1], [2, -0.5, 1.5], [-1, 1.5, 1]]
      let J = try jacobian(at: Tensor<Double>.ones([3])) { s in (Variable(x) * s).reshaped(to: [12]) }
      return try Plot(
        title: "Each element of s reaches every row",
        summary: "The derivatives of the 12 elements of x * s by the 3 of s. A gradient sums down a column.",
        x: Axis("element of s", categories: numbers(3)),
        y: Axis("element of x * s, row by row", categories: numbers(12), isReversed: true)
      ) { HeatMap(try Grid(J), title: "derivative", colors: .diverging) }
    },
    CourseFigure("matrix-product") {
      let b: Tensor<Double> = [[1, -0.5, 2], [0.5, 1.5, -1]]
      let J = try jacobian(at: Tensor<Double>.zeros([4])) { a in
        matmul(a.reshaped(to: [2, 2]), Variable(b)).reshaped(to: [6])
      }
      return try Plot(
        title: "The Jacobian of a·b by a: blocks of bᵀ",
        summary: "Each row of a meets the same b. The gradient by a is the cotangent times bᵀ.",
        x: Axis("element of a", categories: numbers(4)),
        y: Axis("element of a·b", categories: numbers(6), isReversed: true)
      ) { HeatMap(try Grid(J), title: "derivative", colors: .diverging) }
    },
    CourseFigure("relu") {
      let x = points(from: -2, to: 2, count: 200)
      let (value, pullback) = try vjp(at: Tensor(x)) { x in relu(x) }
      let slope = try pullback(.ones([x.count])).scalars
      return try Plot(
        title: "relu has a kink at 0", summary: "The slope jumps from 0 to 1. At 0 itself there is none.",
        x: Axis("x"), y: Axis("", range: -0.5...2)
      ) {
        Line(x, value.scalars, label: "relu(x)")
        Line(x, slope, label: "slope")
        Rule(x: 0, label: "kink")
      }
    },
    CourseFigure("from-outputs", isInLesson: true) {
      let x = points(from: -6, to: 6)
      func curve(_ f: (Variable) throws -> Variable) throws -> (y: [Double], slope: [Double]) {
        let (value, pullback) = try vjp(at: Tensor(x), of: f)
        return (value.scalars, try pullback(.ones([x.count])).scalars)
      }
      let hyperbolic = try curve { tanh($0) }
      let logistic = try curve { sigmoid($0) }
      return try Plot(
        title: "The slope against the output",
        summary: "Both are parabolas: the output alone tells the slope.",
        x: Axis("output y"), y: Axis("slope")
      ) {
        Line(hyperbolic.y, hyperbolic.slope, label: "tanh: 1 − y²")
        Line(logistic.y, logistic.slope, label: "sigmoid: y(1 − y)")
      }
    },
    CourseFigure("cross-entropy", isInLesson: true) {
      let z = points(from: -6, to: 6)
      func loss(_ z: Variable) -> Variable { logSumExp(stack([z, 0, 1])) - z }
      let values = try z.map { try valueWithGradient(at: Tensor($0)) { loss($0) } }
      return try Plot(
        title: "The loss and its slope, by the logit of the right class",
        summary:
          "The slope is the probability minus 1: it fades as the net becomes sure, and never overshoots.",
        x: Axis("logit of the right class, the others are 0 and 1"), y: Axis("")
      ) {
        Line(z, values.map { $0.value.scalars[0] }, label: "cross entropy")
        Line(z, values.map { $0.gradient.scalars[0] }, label: "slope = probability − 1")
        Rule(y: 0)
      }
    },
    CourseFigure("log-sum-exp") {
      let x = points(from: 600, to: 800)
      let naive = x.map { log(exp($0) + 1) }
      let shifted = try Program(inputs: [[2]]) { [logSumExp($0[0])] }.compiled(for: Double.self)
      let stable = try x.map { try shifted([[.init($0), 0]])[0].scalar() }
      return try Plot(
        title: "log(exp(x) + exp(0))",
        summary: "As written the sum overflows beyond 709; shifted it does not.",
        x: Axis("x"), y: Axis("")
      ) {
        Line(x, stable, label: "shifted")
        Line(x, naive, label: "as written", stroke: .dashed)
        Rule(x: 709.78, label: "exp overflows")
      }
    },
  ]
}
