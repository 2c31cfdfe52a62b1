// SPDX-License-Identifier: Apache-2.0
import Foundation
import Optimization

/// Residuals of Moré, Garbow and Hillstrom 1981, with the paper's numbers.
enum MGHFunctions {
  /// The residuals of a problem, or `nil` for a problem that is not written here.
  static func function(of problem: MGHProblem) -> ResidualFunction? {
    residuals[problem.name].map { make in
      ResidualFunction(parameters: problem.n, residuals: problem.m, make(problem.n, problem.m))
    }
  }

  static let names: [String] = residuals.keys.sorted()

  private typealias Residuals = @Sendable ([Dual]) -> [Dual]

  private static let residuals: [String: @Sendable (_ n: Int, _ m: Int) -> Residuals] = [
    "Rosenbrock": { _, _ in rosenbrock },  // 1
    "Freudenstein-Roth": { _, _ in  // 2
      { x in
        [-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]]
      }
    },
    "Brown badly scaled": { _, _ in { x in [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2] } },  // 4
    "Beale": { _, _ in  // 5
      { x in
        let (y, y2) = (x[1], x[1] * x[1])
        return [1.5 - x[0] * (1 - y), 2.25 - x[0] * (1 - y2), 2.625 - x[0] * (1 - y2 * y)]
      }
    },
    "Jennrich-Sampson": { _, m in  // 6
      { x in
        (1...m).map { i in Dual(Double(2 + 2 * i)) - exp(Dual(Double(i)) * x[0]) - exp(Dual(Double(i)) * x[1])
        }
      }
    },
    "Helical valley": { _, _ in  // 7
      { x in
        let turn = atan(x[1] / x[0]) * Dual(0.5 / .pi) + (x[0].value < 0 ? 0.5 : 0)
        return [10 * (x[2] - 10 * turn), 10 * (sqrt(x[0] * x[0] + x[1] * x[1]) - 1), x[2]]
      }
    },
    "Bard": { _, _ in  // 8
      let y = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39]
      return { x in
        y.enumerated().map { i, y in
          let (u, v) = (Double(i + 1), Double(15 - i))
          return Dual(y) - (x[0] + Dual(u) / (Dual(v) * x[1] + Dual(min(u, v)) * x[2]))
        }
      }
    },
    "Gaussian": { _, _ in  // 9
      let half = [0.0009, 0.0044, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989]
      let y = half + half.dropLast().reversed()
      return { x in
        y.enumerated().map { i, y in
          let t = Dual(Double(7 - i) / 2) - x[2]
          return x[0] * exp(-x[1] * t * t / 2) - Dual(y)
        }
      }
    },
    "Powell singular": { _, _ in powellSingular },  // 13
    "Wood": { _, _ in  // 14
      { x in
        let (a, b) = (Dual(90.0.squareRoot()), Dual(10.0.squareRoot()))
        let chain = [10 * (x[1] - x[0] * x[0]), 1 - x[0], a * (x[3] - x[2] * x[2]), 1 - x[2]]
        return chain + [b * (x[1] + x[3] - 2), (x[1] - x[3]) / b]
      }
    },
    "Kowalik-Osborne": { _, _ in  // 15
      let y = [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246]
      let u = [4.0, 2.0, 1.0, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625]
      return { x in
        zip(y, u).map { y, u in
          let (u, u2) = (Dual(u), Dual(u * u))
          return Dual(y) - x[0] * (u2 + u * x[1]) / (u2 + u * x[2] + x[3])
        }
      }
    },
    "Biggs EXP6": { _, m in  // 18
      { x in
        (1...m).map { i in
          let t = Double(i) / 10
          let y = Foundation.exp(-t) - 5 * Foundation.exp(-10 * t) + 3 * Foundation.exp(-4 * t)
          let (a, b, c) = (exp(-Dual(t) * x[0]), exp(-Dual(t) * x[1]), exp(-Dual(t) * x[4]))
          return x[2] * a - x[3] * b + x[5] * c - Dual(y)
        }
      }
    },
    "Extended Rosenbrock": { n, _ in  // 21
      { x in stride(from: 0, to: n, by: 2).flatMap { rosenbrock([x[$0], x[$0 + 1]]) } }
    },
    "Extended Powell singular": { n, _ in  // 22
      { x in stride(from: 0, to: n, by: 4).flatMap { powellSingular(Array(x[$0..<$0 + 4])) } }
    },
    "Penalty I": { _, _ in  // 23
      { x in x.map { Dual(1e-5.squareRoot()) * ($0 - 1) } + [x.reduce(-0.25) { $0 + $1 * $1 }] }
    },
    "Brown almost-linear": { n, _ in  // 27
      { x in
        let sum = x.reduce(0, +)
        return x.dropLast().map { $0 + sum - Dual(Double(n + 1)) } + [x.reduce(1, *) - 1]
      }
    },
    "Broyden tridiagonal": { n, _ in  // 30
      { x in
        (0..<n).map { i in
          let (left, right) = (i > 0 ? x[i - 1] : 0, i < n - 1 ? x[i + 1] : 0)
          return (3 - 2 * x[i]) * x[i] - left - 2 * right + 1
        }
      }
    },
    "Linear full rank": { n, m in  // 32
      { x in
        let mean = Dual(2 / Double(m)) * x.reduce(0, +)
        return (0..<m).map { ($0 < n ? x[$0] : 0) - mean - 1 }
      }
    },
    "Linear rank 1": { n, m in  // 33
      { x in
        let sum = (0..<n).reduce(0 as Dual) { $0 + Dual(Double($1 + 1)) * x[$1] }
        return (1...m).map { Dual(Double($0)) * sum - 1 }
      }
    },
    "Linear rank 1 with zero columns and rows": { n, m in  // 34
      { x in
        let sum = (1..<n - 1).reduce(0 as Dual) { $0 + Dual(Double($1 + 1)) * x[$1] }
        return (1...m).map { $0 == m ? -1 : Dual(Double($0 - 1)) * sum - 1 }
      }
    },
  ]

  private static let rosenbrock: Residuals = { x in [10 * (x[1] - x[0] * x[0]), 1 - x[0]] }

  private static let powellSingular: Residuals = { x in
    let (a, b) = (x[1] - 2 * x[2], x[0] - x[3])
    return [x[0] + 10 * x[1], Dual(5.0.squareRoot()) * (x[2] - x[3]), a * a, Dual(10.0.squareRoot()) * b * b]
  }
}
