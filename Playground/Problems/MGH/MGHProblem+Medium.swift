// SPDX-License-Identifier: Apache-2.0
internal import Wengert

// Functions 11 to 20, of three to twelve parameters.
extension MGHProblem {
  /// With a minus where the paper's print has `mi`.
  static let gulf = MGHProblem(
    11, "Gulf research and development", start: [5, 2.5, 0.15], residualCount: 99, minima: [0]
  ) { x in
    let t = numbers(1...99) / 100
    return exp(-pow(abs(25 + pow(-50 * log(t), 2.0 / 3) - x[1]), x[2]) / x[0]) - t
  }

  static let box = MGHProblem(
    12, "Box three-dimensional", start: [0, 10, 20], residualCount: 10, minima: [0]
  ) { x in
    let t = numbers(1...10) / 10
    return exp(-t * x[0]) - exp(-t * x[1]) - x[2] * (exp(-t) - exp(-10 * t))
  }

  static let powellSingular = MGHProblem(
    13, "Powell singular", start: [3, -1, 0, 1], residualCount: 4, minima: [0]
  ) { stack(powellSingularResiduals($0, from: 0)) }

  static let wood = MGHProblem(14, "Wood", start: [-3, -1, -3, -1], residualCount: 6, minima: [0]) { x in
    stack([
      10 * (x[1] - x[0] * x[0]), 1 - x[0], 90.0.squareRoot() * (x[3] - x[2] * x[2]), 1 - x[2],
      10.0.squareRoot() * (x[1] + x[3] - 2), (x[1] - x[3]) / 10.0.squareRoot(),
    ])
  }

  static let kowalikOsborne = MGHProblem(
    15, "Kowalik-Osborne", start: [0.25, 0.39, 0.415, 0.39], residualCount: 11,
    minima: [3.0750560385e-4, 1.02734e-3]
  ) { x in
    let y: Tensor<Double> = [
      0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246,
    ]
    let u = Variable([4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625] as Tensor<Double>)
    return Variable(y) - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3])
  }

  static let brownDennis = MGHProblem(
    16, "Brown-Dennis", start: [25, 5, -5, -1], residualCount: 20, minima: [85822.20162636]
  ) { x in
    let t = numbers(1...20) / 5
    let (a, b) = (x[0] + t * x[1] - exp(t), x[2] + x[3] * sin(t) - cos(t))
    return a * a + b * b
  }

  static let osborne1 = MGHProblem(
    17, "Osborne 1", start: [0.5, 1.5, -1, 0.01, 0.02], residualCount: 33, minima: [5.464894697e-5]
  ) { x in
    let y: Tensor<Double> = [
      0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.85, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628,
      0.603, 0.58, 0.558, 0.538, 0.522, 0.506, 0.49, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.42,
      0.414, 0.411, 0.406,
    ]
    let t = 10 * numbers(0...32)
    return Variable(y) - (x[0] + x[1] * exp(-t * x[3]) + x[2] * exp(-t * x[4]))
  }

  static let biggs = MGHProblem(
    18, "Biggs EXP6", start: [1, 2, 1, 1, 1, 1], residualCount: 13, minima: [0, 5.6556499255e-3]
  ) { x in
    let t = numbers(1...13) / 10
    let y = exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t)
    return x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - y
  }

  static let osborne2 = MGHProblem(
    19, "Osborne 2", start: [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5], residualCount: 65,
    minima: [4.01377362935e-2]
  ) { x in
    let y: Tensor<Double> = [
      1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616,
      0.606, 0.602, 0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495,
      0.5, 0.423, 0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672,
      0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559, 0.597, 0.625, 0.739, 0.71, 0.729, 0.72, 0.636, 0.581,
      0.428, 0.292, 0.162, 0.098, 0.054,
    ]
    let t = numbers(0...64) / 10
    let decay = x[0] * exp(-t * x[4])
    return (0..<3).reduce(Variable(y) - decay) { rest, peak in
      let distance = t - x[8 + peak]
      return rest - x[1 + peak] * exp(-distance * distance * x[5 + peak])
    }
  }

  static func watson(_ n: Int, minimum: Double) -> MGHProblem {
    MGHProblem(
      20, "Watson", start: Array(repeating: 0, count: n), residualCount: 31, minima: [minimum]
    ) { x in
      let t = numbers(1...29) / 29
      let slope = (1..<n).reduce(Variable(0)) { $0 + Double($1) * x[$1] * pow(t, $1 - 1) }
      let value = (0..<n).reduce(Variable(0)) { $0 + x[$1] * pow(t, $1) }
      return concatenate([slope - value * value - 1, stack([x[0], x[1] - x[0] * x[0] - 1])])
    }
  }

  /// Four residuals of four parameters.
  static func powellSingularResiduals(_ x: Variable, from i: Int) -> [Variable] {
    let (a, b) = (x[i + 1] - 2 * x[i + 2], x[i] - x[i + 3])
    return [
      x[i] + 10 * x[i + 1], 5.0.squareRoot() * (x[i + 2] - x[i + 3]), a * a, 10.0.squareRoot() * b * b,
    ]
  }
}
