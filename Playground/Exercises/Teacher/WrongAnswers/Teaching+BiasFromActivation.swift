// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let biasFromActivation = Teaching(
    Exercises.biasFromActivation, solution: CourseTeacher.biasFromActivation,
    wrong: [
      WrongAnswer("the published formulas", .publishedFormulas) { W2, W3, pass in
        try Down(W2, W3, pass, upperBias: false, lowerBias: false, stray: true).gradients
      },
      WrongAnswer("forgets both biases", .missingPath) { W2, W3, pass in
        try Down(W2, W3, pass, upperBias: false, lowerBias: false).gradients
      },
      WrongAnswer("forgets the upper bias", .missingUpperBias) { W2, W3, pass in
        try Down(W2, W3, pass, upperBias: false).gradients
      },
      WrongAnswer("forgets the lower bias", .missingLowerBias) { W2, W3, pass in
        try Down(W2, W3, pass, lowerBias: false).gradients
      },
      WrongAnswer("multiplies by h* in the linear layer", .slopeOfLinearLayer) { W2, W3, pass in
        try Down(W2, W3, pass, stray: true).gradients
      },
      WrongAnswer("forgets the 2 of the square", .constantFactor) { W2, W3, pass in
        try Down(W2, W3, pass, factor: 1).gradients
      },
      WrongAnswer("has the sign wrong", .wrongSign) { W2, W3, pass in
        try Down(W2, W3, pass, factor: -2).gradients
      },
      WrongAnswer("forgets the slope of the output", .missingActivationSlope) { W2, W3, pass in
        try Down(W2, W3, pass, outputSlope: false).gradients
      },
    ])
}

/// The way down the net, with or without some of its terms.
private struct Down {
  let gradients: WeightGradients

  init(
    _ W2: Tensor<Double>, _ W3: Tensor<Double>, _ pass: ForwardPass, upperBias: Bool = true,
    lowerBias: Bool = true,
    stray: Bool = false, factor: Double = 2, outputSlope: Bool = true
  ) throws {
    let slope: Tensor<Double> = outputSlope ? 1 - pass.output * pass.output : .ones([3])
    let delta: Tensor<Double> = factor * (pass.output - pass.z) * slope
    var byH = try matmul(W3.transposed(), delta)
    if upperBias { byH = byH + Tensor([sum(delta), 0, 0, 0]) }
    let Delta: Tensor<Double> = byH * (1 - pass.H * pass.H)
    var byh = try matmul(W2.transposed(), Delta)
    if lowerBias { byh = byh + Tensor([sum(Delta) * pass.h0 * (1 - pass.h0), 0, 0, 0, 0]) }
    if stray { byh = byh * pass.h }
    gradients = WeightGradients(
      W1: try Self.outer(byh, pass.y), W2: try Self.outer(Delta, pass.h), W3: try Self.outer(delta, pass.H))
  }

  private static func outer(_ a: Tensor<Double>, _ b: Tensor<Double>) throws -> Tensor<Double> {
    try a.reshaped(to: [a.count, 1]) * b.reshaped(to: [1, b.count])
  }
}
