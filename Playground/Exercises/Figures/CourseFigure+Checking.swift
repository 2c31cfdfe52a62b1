// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension CourseFigure {
  static let checking: [CourseFigure] = [
    CourseFigure("differences", isInLesson: true) {
      let steps: [Double] = points(from: -14, to: 0, count: 57).map { power in pow(10.0, power) }
      func error(_ slope: Double) -> Double { Swift.max((slope - exp(1.0)).magnitude, 1e-17) }
      let oneSided = steps.map { h in error((exp(1.0 + h) - exp(1.0)) / h) }
      let twoSided = steps.map { h in error((exp(1.0 + h) - exp(1.0 - h)) / (2 * h)) }
      return try Plot(
        title: "The V of the step: the slope of exp at 1",
        summary:
          "Long steps see the curve, short ones the rounding. Two-sided differences reach 1e-11, one-sided 1e-8.",
        x: Axis("step h", scale: .logarithmic), y: Axis("error", scale: .logarithmic)
      ) {
        Line(steps, oneSided, label: "(f(x + h) − f(x)) / h")
        Line(steps, twoSided, label: "(f(x + h) − f(x − h)) / 2h")
        Rule(x: 6e-6, label: "ε^⅓")
      }
    },
    CourseFigure("half-gradient", isInLesson: true) {
      let y: Tensor<Double> = [
        [1.2, 2.4, 1.7], [-1.3, 1, 0], [0, 1.3, 0.4], [0.2, 0.5, 0.9], [-0.3, 1.1, -0.6], [-1.2, -0.7, -0.1],
      ]
      let z: Tensor<Double> = [[1, 0], [0, 1], [1, 0], [1, 0], [0, 1], [0, 1]]
      func history(_ factor: Double) throws -> [Double] {
        var w: Tensor<Double> = .zeros([3, 2])
        return try (0..<60).map { _ in
          let (value, gradient) = try valueWithGradient(at: w) { w in
            let error = sigmoid(matmul(Variable(y), w)) - Variable(z)
            return sum(error * error) / 6
          }
          w = w - factor * gradient
          return try value.scalar()
        }
      }
      let (whole, half) = (try history(1), try history(0.5))
      return try Plot(
        title: "Descent along the gradient and along half of it",
        summary: "Both go down. Only the check of the derivative shows which one is wrong.",
        x: Axis("step"), y: Axis("loss")
      ) {
        Line(whole, label: "the gradient")
        Line(half, label: "the published half")
      }
    },
    CourseFigure("bias-from-activation") {
      var random = Xoshiro256(seed: 1)
      let W: [Tensor<Double>] = [[5, 6], [4, 5], [3, 4]].map {
        .uniform($0, from: -0.6, to: 0.6, using: &random)
      }
      let y: Tensor<Double> = [0.5, -1, 0.75, 1.25, -0.5, 0.25]
      let z: Tensor<Double> = [0.5, -0.25, 0.75]
      /// With `hidesBiases` nothing comes back through the biases, as in the published formulas.
      func gradients(hidesBiases: Bool) throws -> [Double] {
        let slope = try gradient(at: W[1]) { W2 in
          let h = matmul(Variable(W[0]), Variable(y))
          let H = tanh(matmul(W2, h) + sigmoid(h[0]))
          let bias = hidesBiases ? stopGradient(H[0]) : H[0]
          let error = tanh(matmul(Variable(W[2]), H) + bias) - Variable(z)
          return sum(error * error)
        }
        return slope.scalars
      }
      let (right, published) = (try gradients(hidesBiases: false), try gradients(hidesBiases: true))
      return try Plot(
        title: "The derivatives by W2: right, and as published",
        summary:
          "On the diagonal both agree. The first row of W2 lies off it: the way through the bias is missing.",
        x: Axis("by the tape"), y: Axis("by the published formula")
      ) {
        Line([-0.6, 0.6], [-0.6, 0.6], label: "equal", stroke: .dashed)
        Scatter(Array(right.prefix(5)), Array(published.prefix(5)), label: "first row of W2")
        Scatter(Array(right.dropFirst(5)), Array(published.dropFirst(5)), label: "other rows")
      }
    },
  ]
}
