// SPDX-License-Identifier: Apache-2.0
internal import Wengert

// Functions 1 to 10, of two and three parameters. The paper numbers parameters from 1.
extension MGHProblem {
  static let rosenbrock = MGHProblem(
    1, "Rosenbrock", start: [-1.2, 1], residualCount: 2, minima: [0]
  ) { x in stack([10 * (x[1] - x[0] * x[0]), 1 - x[0]]) }

  static let freudensteinRoth = MGHProblem(
    2, "Freudenstein-Roth", start: [0.5, -2], residualCount: 2, minima: [0, 48.98425367924]
  ) { x in
    let y = x[1]
    return stack([-13 + x[0] + ((5 - y) * y - 2) * y, -29 + x[0] + ((y + 1) * y - 14) * y])
  }

  static let powellBadlyScaled = MGHProblem(
    3, "Powell badly scaled", start: [0, 1], residualCount: 2, minima: [0]
  ) { x in stack([1e4 * x[0] * x[1] - 1, exp(-x[0]) + exp(-x[1]) - 1.0001]) }

  static let brownBadlyScaled = MGHProblem(
    4, "Brown badly scaled", start: [1, 1], residualCount: 3, minima: [0]
  ) { x in stack([x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2]) }

  static let beale = MGHProblem(5, "Beale", start: [1, 1], residualCount: 3, minima: [0]) { x in
    let y = x[1]
    return stack([1.5 - x[0] * (1 - y), 2.25 - x[0] * (1 - y * y), 2.625 - x[0] * (1 - y * y * y)])
  }

  static let jennrichSampson = MGHProblem(
    6, "Jennrich-Sampson", start: [0.3, 0.4], residualCount: 10, minima: [124.36218235561]
  ) { x in
    let i = numbers(1...10)
    return 2 + 2 * i - exp(i * x[0]) - exp(i * x[1])
  }

  static let helicalValley = MGHProblem(
    7, "Helical valley", start: [-1, 0, 0], residualCount: 3, minima: [0]
  ) { x in
    let turn = atan(x[1] / x[0]) / (2 * Double.pi) + select(x[0] < 0, 0.5, 0)
    return stack([10 * (x[2] - 10 * turn), 10 * (sqrt(x[0] * x[0] + x[1] * x[1]) - 1), x[2]])
  }

  static let bard = MGHProblem(
    8, "Bard", start: [1, 1, 1], residualCount: 15, minima: [8.214877306579e-3, 17.4286]
  ) { x in
    let y: Tensor<Double> = [
      0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39,
    ]
    let u = numbers(1...15)
    let v = 16 - u
    let denominator = v * x[1] + min(u, v) * x[2]
    return Variable(y) - x[0] - u / denominator
  }

  static let gaussian = MGHProblem(
    9, "Gaussian", start: [0.4, 1, 0], residualCount: 15, minima: [1.1279327696e-8]
  ) { x in
    let half = [0.0009, 0.0044, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989]
    let t = (8 - numbers(1...15)) / 2 - x[2]
    return x[0] * exp(-x[1] * t * t / 2) - Variable(Tensor(half + half.dropLast().reversed()))
  }

  static let meyer = MGHProblem(
    10, "Meyer", start: [0.02, 4000, 250], residualCount: 16, minima: [87.94585517]
  ) { x in
    let y: Tensor<Double> = [
      34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872,
    ]
    return x[0] * exp(x[1] / (45 + 5 * numbers(1...16) + x[2])) - Variable(y)
  }

  /// The numbers of a range as a vector.
  static func numbers(_ range: ClosedRange<Int>) -> Variable { Variable(Tensor(range.map { Double($0) })) }
}
