// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// NIST's Misra1a, dental research in monomolecular adsorption: `y = b₁(1 - exp(-b₂x))`.
enum Misra1a {
  static let x: Tensor<Double> = [
    77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
  ]
  static let y: Tensor<Double> = [
    10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78,
  ]

  static func problem() throws -> LeastSquares {
    try LeastSquares(parameters: 2, inputs: x, targets: y) { b, x in b[0] * (1 - exp(-b[1] * x)) }
  }
}
