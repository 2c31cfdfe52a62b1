// SPDX-License-Identifier: Apache-2.0
internal import Wengert

// Functions 21 to 35, whose number of parameters can be chosen.
extension MGHProblem {
  static let extendedRosenbrock = MGHProblem(
    21, "Extended Rosenbrock", start: repeated([-1.2, 1], 5), residualCount: 10, minima: [0]
  ) { x in
    stack(stride(from: 0, to: 10, by: 2).flatMap { [10 * (x[$0 + 1] - x[$0] * x[$0]), 1 - x[$0]] })
  }

  static let extendedPowellSingular = MGHProblem(
    22, "Extended Powell singular", start: repeated([3, -1, 0, 1], 3), residualCount: 12, minima: [0]
  ) { x in stack([0, 4, 8].flatMap { powellSingularResiduals(x, from: $0) }) }

  static func penaltyI(_ n: Int, minimum: Double) -> MGHProblem {
    MGHProblem(
      23, "Penalty I", start: (1...n).map { Double($0) }, residualCount: n + 1, minima: [minimum]
    ) { x in concatenate([1e-5.squareRoot() * (x - 1), stack([sum(x * x) - 0.25])]) }
  }

  static func penaltyII(_ n: Int, minimum: Double) -> MGHProblem {
    MGHProblem(24, "Penalty II", start: repeated([0.5], n), residualCount: 2 * n, minima: [minimum]) { x in
      let i = numbers(2...n)
      let y = exp(i / 10) + exp((i - 1) / 10)
      let tail = exp(x[1..<n] / 10)
      let root = 1e-5.squareRoot()
      return concatenate([
        stack([x[0] - 0.2]), root * (tail + exp(x[0..<n - 1] / 10) - y), root * (tail - exp(Variable(-0.1))),
        stack([dot(Double(n + 1) - numbers(1...n), x * x) - 1]),
      ])
    }
  }

  static let variablyDimensioned = MGHProblem(
    25, "Variably dimensioned", start: (1...10).map { 1 - Double($0) / 10 }, residualCount: 12, minima: [0]
  ) { x in
    let weighted = dot(numbers(1...10), x - 1)
    return concatenate([x - 1, stack([weighted, weighted * weighted])])
  }

  static let trigonometric = MGHProblem(
    26, "Trigonometric", start: repeated([0.1], 10), residualCount: 10, minima: [0, 2.79506e-5]
  ) { x in 10 - sum(cos(x)) + numbers(1...10) * (1 - cos(x)) - sin(x) }

  static let brownAlmostLinear = MGHProblem(
    27, "Brown almost-linear", start: repeated([0.5], 10), residualCount: 10, minima: [0, 1]
  ) { x in
    concatenate([x[0..<9] + sum(x) - 11, stack([product(x) - 1])])
  }

  static let discreteBoundaryValue = MGHProblem(
    28, "Discrete boundary value", start: meshStart, residualCount: 10, minima: [0]
  ) { x in
    let (h, t) = (1.0 / 11, numbers(1...10) / 11)
    let cube = pow(x + t + 1, 3)
    return 2 * x - before(x) - after(x) + h * h * cube / 2
  }

  static let discreteIntegralEquation = MGHProblem(
    29, "Discrete integral equation", start: meshStart, residualCount: 10, minima: [0]
  ) { x in
    let (h, t) = (1.0 / 11, numbers(1...10) / 11)
    let cube = pow(x + t + 1, 3)
    let left = cumulativeSum(t * cube, along: 0)
    let right = (1 - t) * cube
    return x + h * ((1 - t) * left + t * (sum(right) - cumulativeSum(right, along: 0))) / 2
  }

  static let broydenTridiagonal = MGHProblem(
    30, "Broyden tridiagonal", start: repeated([-1], 10), residualCount: 10, minima: [0]
  ) { x in (3 - 2 * x) * x - before(x) - 2 * after(x) + 1 }

  static let broydenBanded = MGHProblem(
    31, "Broyden banded", start: repeated([-1], 10), residualCount: 10, minima: [0]
  ) { x in
    let own = x * (1 + x)
    let neighbours = stack(
      (0..<10).map { i in sum(own[Swift.max(0, i - 5)..<Swift.min(10, i + 2)]) - own[i] })
    return x * (2 + 5 * x * x) + 1 - neighbours
  }

  static let linearFullRank = MGHProblem(
    32, "Linear full rank", start: repeated([1], 10), residualCount: 20, minima: [10]
  ) { x in concatenate([x, Variable(Tensor<Double>.zeros([10]))]) - 0.1 * sum(x) - 1 }

  static let linearRank1 = MGHProblem(
    33, "Linear rank 1", start: repeated([1], 10), residualCount: 20, minima: [190.0 / 41]
  ) { x in numbers(1...20) * dot(numbers(1...10), x) - 1 }

  static let linearRank1WithZeros = MGHProblem(
    34, "Linear rank 1 with zero columns and rows", start: repeated([1], 10), residualCount: 20,
    minima: [227.0 / 37]
  ) { x in
    let i = Variable(Tensor((0..<20).map { $0 == 19 ? 0 : Double($0) }))
    return i * dot(numbers(2...9), x[1..<9]) - 1
  }

  static func chebyquad(_ n: Int, minima: [Double]) -> MGHProblem {
    MGHProblem(
      35, "Chebyquad", start: (1...n).map { Double($0) / Double(n + 1) }, residualCount: n, minima: minima
    ) { x in
      let argument = 2 * x - 1
      var (last, polynomial) = (Variable(Tensor<Double>.ones([n])), argument)
      var residuals: [Variable] = []
      for i in 1...n {
        let integral = i.isMultiple(of: 2) ? -1 / Double(i * i - 1) : 0
        residuals.append(mean(polynomial) - integral)
        (last, polynomial) = (polynomial, 2 * argument * polynomial - last)
      }
      return stack(residuals)
    }
  }

  private static func repeated(_ block: [Double], _ count: Int) -> [Double] {
    Array(repeatElement(block, count: count).joined())
  }

  /// `t(t - 1)` on the inner points of a mesh.
  private static let meshStart = (1...10).map { Double($0) / 11 * (Double($0) / 11 - 1) }

  /// Each element's neighbour, with 0 beyond the ends.
  private static func before(_ x: Variable) -> Variable { concatenate([stack([0]), x[0..<9]]) }
  private static func after(_ x: Variable) -> Variable { concatenate([x[1..<10], stack([0])]) }
}
