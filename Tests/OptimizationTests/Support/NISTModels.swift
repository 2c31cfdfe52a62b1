// SPDX-License-Identifier: Apache-2.0
import Foundation
import Optimization

/// The regression functions of NIST's sets, by name, of the parameters `b` (numbered from 0) and predictors `x`.
enum NISTModels {
  static let names: [String] = models.keys.sorted()

  /// The residuals of a set. Nelson's model is one of the logarithm of the response.
  static func function(of problem: NISTProblem) throws -> ResidualFunction {
    guard let model = models[problem.name] else { throw CocoaError(.featureUnsupported) }
    let response = problem.name == "Nelson" ? problem.y.map { Foundation.log($0) } : problem.y
    let predictors = problem.x
    return ResidualFunction(parameters: problem.start1.count, residuals: response.count) { b in
      zip(predictors, response).map { model(b, $0) - Dual($1) }
    }
  }

  private typealias Model = @Sendable (_ b: [Dual], _ x: [Double]) -> Dual

  private static let models: [String: Model] = [
    "BoxBOD": { b, x in b[0] * (1 - exp(-b[1] * Dual(x[0]))) },
    "Chwirut2": { b, x in exp(-b[0] * Dual(x[0])) / (b[1] + b[2] * Dual(x[0])) },
    "DanWood": { b, x in b[0] * pow(x[0], b[1]) },
    "ENSO": { b, x in
      let year = 2 * Double.pi * x[0] / 12
      let (u, v) = (Dual(2 * Double.pi * x[0]) / b[3], Dual(2 * Double.pi * x[0]) / b[6])
      let annual = b[0] + b[1] * Dual(Foundation.cos(year)) + b[2] * Dual(Foundation.sin(year))
      return annual + b[4] * cos(u) + b[5] * sin(u) + b[7] * cos(v) + b[8] * sin(v)
    },
    "Gauss1": { b, x in
      let (u, v) = ((Dual(x[0]) - b[3]) / b[4], (Dual(x[0]) - b[6]) / b[7])
      return b[0] * exp(-b[1] * Dual(x[0])) + b[2] * exp(-u * u) + b[5] * exp(-v * v)
    },
    "Hahn1": cubicRational,
    "Kirby2": { b, x in
      let (x1, x2) = (Dual(x[0]), Dual(x[0] * x[0]))
      return (b[0] + b[1] * x1 + b[2] * x2) / (1 + b[3] * x1 + b[4] * x2)
    },
    "Lanczos3": { b, x in
      let x = Dual(x[0])
      return b[0] * exp(-b[1] * x) + b[2] * exp(-b[3] * x) + b[4] * exp(-b[5] * x)
    },
    "MGH09": { b, x in
      let (x1, x2) = (Dual(x[0]), Dual(x[0] * x[0]))
      return b[0] * (x2 + x1 * b[1]) / (x2 + x1 * b[2] + b[3])
    },
    "MGH17": { b, x in b[0] + b[1] * exp(-Dual(x[0]) * b[3]) + b[2] * exp(-Dual(x[0]) * b[4]) },
    "Misra1a": { b, x in b[0] * (1 - exp(-b[1] * Dual(x[0]))) },
    "Nelson": { b, x in b[0] - b[1] * Dual(x[0]) * exp(-b[2] * Dual(x[1])) },
    "Rat42": { b, x in b[0] / (1 + exp(b[1] - b[2] * Dual(x[0]))) },
    "Thurber": cubicRational,
  ]

  private static let cubicRational: Model = { b, x in
    let (x1, x2, x3) = (Dual(x[0]), Dual(x[0] * x[0]), Dual(x[0] * x[0] * x[0]))
    return (b[0] + b[1] * x1 + b[2] * x2 + b[3] * x3) / (1 + b[4] * x1 + b[5] * x2 + b[6] * x3)
  }
}
