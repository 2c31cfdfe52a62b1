// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundProblems
internal import Wengert

/// BFGS as the report has it: from the identity, with its search, which may never end, and with its gradient, half of the
/// true one.
struct PublishedBFGS {
  let sufficientDecrease: Double
  let curvature: Double

  /// The values of the objective before each iteration and at the end, and what broke down.
  struct Run: Sendable {
    var values: [Double]
    var breakdown: String?
  }

  /// `−(1/m) yᵀ((z − ẑ) ⊙ ẑ ⊙ (1 − ẑ))`, as the report codes it, `[6]`.
  static func gradient(_ weights: Tensor<Double>) throws -> Tensor<Double> {
    let (y, z) = (LayerProblem.samples, LayerProblem.targets)
    let output: Tensor<Double> = sigmoid(try matmul(y, weights.reshaped(to: [3, 2])))
    let inner: Tensor<Double> = (z - output) * output * (1 - output)
    return try (-1.0 / 6 * matmul(y, inner, transposing: .left)).reshaped(to: [6])
  }

  func minimize(_ objective: Objective, from start: Tensor<Double>, iterations: Int) throws -> Run {
    var x = start
    var inverse = Tensor<Double>.identity(start.count)
    var gradient = try Self.gradient(x)
    var run = Run(values: [try objective.value(at: x)])
    for _ in 0..<iterations {
      let direction: Tensor<Double> = -1 * (try matmul(inverse, gradient))
      guard let step = try step(from: x, along: direction, gradient, objective) else {
        run.breakdown = "the line search does not end"
        return run
      }
      let move = step * direction
      let next = x + move
      let nextGradient = try Self.gradient(next)
      inverse = try Self.update(inverse, move, nextGradient - gradient)
      (x, gradient) = (next, nextGradient)
      run.values.append(try objective.value(at: x))
      guard inverse.isFinite else {
        run.breakdown = "the approximation of the Hessian is 0/0"
        return run
      }
    }
    return run
  }

  /// The step of the report's search; `nil` when 200 trials find none.
  private func step(
    from x: Tensor<Double>, along direction: Tensor<Double>, _ gradient: Tensor<Double>,
    _ objective: Objective
  ) throws -> Double? {
    let (value, slope) = (try objective.value(at: x), Self.inner(direction, gradient))
    var step = 1.0
    for _ in 0..<200 {
      let trial = x + step * direction
      let trialSlope = Self.inner(direction, try Self.gradient(trial))
      if try objective.value(at: trial) <= value + sufficientDecrease * step * slope,
        trialSlope >= curvature * slope
      {
        return step
      }
      step = trialSlope * slope < 0 ? step / 1.5 : 2 * step
    }
    return nil
  }

  /// `(I − ρsyᵀ) H (I − ρysᵀ) + ρssᵀ`, ρ = 1/yᵀs.
  private static func update(
    _ inverse: Tensor<Double>, _ s: Tensor<Double>, _ y: Tensor<Double>
  ) throws -> Tensor<Double> {
    let n = s.count
    let rho = 1 / inner(s, y)
    let (row, column) = (try s.reshaped(to: [1, n]), try s.reshaped(to: [n, 1]))
    let left: Tensor<Double> = .identity(n) - rho * (column * (try y.reshaped(to: [1, n])))
    let right: Tensor<Double> = .identity(n) - rho * ((try y.reshaped(to: [n, 1])) * row)
    return try matmul(matmul(left, inverse), right) + rho * (column * row)
  }

  private static func inner(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Double {
    zip(a.scalars, b.scalars).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
