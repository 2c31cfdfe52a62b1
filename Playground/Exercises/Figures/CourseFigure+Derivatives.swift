// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension CourseFigure {
  static let derivatives: [CourseFigure] = [
    CourseFigure("chain-rule", isInLesson: true) {
      let x = points(from: -2, to: 2)
      let (value, pullback) = try vjp(at: Tensor(x)) { x in exp(sin(x * x)) }
      let slope = try pullback(.ones([x.count]))
      return try Plot(
        title: "exp(sin(x²)) and its slope",
        summary: "Where the curve is highest or lowest, the slope crosses 0.",
        x: Axis("x"), y: Axis("")
      ) {
        Line(x, value.scalars, label: "value")
        Line(x, slope.scalars, label: "slope, by the tape")
        Rule(y: 0)
      }
    },
    CourseFigure("own-tape", isInLesson: true) {
      // Lines: x, a = x·x, b = a + x, c = b·a, d = sin(c), at x = 0.8; row by row the slopes by the lines above.
      let x = 0.8
      let (a, b) = (x * x, x * x + x)
      let slopes: [[Double]] = [
        [0, 0, 0, 0, 0], [2 * x, 0, 0, 0, 0], [1, 1, 0, 0, 0], [0, b, a, 0, 0], [0, 0, 0, cos(a * b), 0],
      ]
      let names = ["x", "a = x·x", "b = a + x", "c = b·a", "d = sin(c)"]
      return try Plot(
        title: "A Wengert list as a matrix of slopes",
        summary:
          "Each row has the slopes of a line by its operands. All lie below the diagonal: the list is in order.",
        x: Axis("operand", categories: names), y: Axis("line", categories: names, isReversed: true)
      ) {
        HeatMap(
          try Grid(
            x: points(from: 0, to: 4, count: 5), y: points(from: 0, to: 4, count: 5),
            values: slopes.flatMap { $0 }), title: "slope", colors: .diverging)
      }
    },
    CourseFigure("fan-out") {
      let x = points(from: -3, to: 3)
      func part(_ function: (Variable) throws -> Variable) throws -> [Double] {
        let slope = try gradient(at: Tensor(x)) { sum(try function($0)) }
        return slope.scalars
      }
      let direct = try part { x in stopGradient(sin(x)) * x }
      let throughProduct = try part { x in sin(x) * stopGradient(x) }
      let throughSquare = try part { x in sin(x) * sin(x) }
      let whole = try part { x in sin(x) * x + sin(x) * sin(x) }
      return try Plot(
        title: "Three ways from x to a·x + a², a = sin(x)",
        summary: "The slope is the sum of what comes along the three ways; any one alone is wrong.",
        x: Axis("x"), y: Axis("slope")
      ) {
        Line(x, direct, label: "directly through a·x")
        Line(x, throughProduct, label: "through a in a·x")
        Line(x, throughSquare, label: "through a in a²")
        Line(x, whole, label: "the sum", width: 3)
      }
    },
    CourseFigure("jvp-vjp") {
      let W: Tensor<Double> = [
        [0.5, -1, 0.25, 0, 1, -0.5], [1, 0.5, -0.75, 0.25, 0, 0.5], [-0.25, 0, 1, -1, 0.5, 0.75],
      ]
      let x: Tensor<Double> = [0.1, -0.2, 0.3, 0.4, -0.1, 0.2]
      let J = try jacobian(at: x) { x in tanh(matmul(Variable(W), x)) }
      return try Plot(
        title: "The Jacobian of tanh(W·x), 3 by 6",
        summary:
          "A jvp is a sum of columns, a vjp a sum of rows: three vjps give the whole matrix, or six jvps.",
        x: Axis("component of x", categories: numbers(6)),
        y: Axis("component of the result", categories: numbers(3), isReversed: true)
      ) { HeatMap(try Grid(J), title: "derivative", colors: .diverging) }
    },
  ]
}
