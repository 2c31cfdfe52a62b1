// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension NISTProblem {
  static let misra1c = NISTProblem(
    "Misra1c", starts: [[500, 0.0001], [600, 0.0002]],
    certified: [636.42725809, 0.00020813627256],
    standardErrors: [4.6638326572, 1.7728423155e-06],
    sumOfSquares: 0.040966836971, residualDeviation: 0.058428615257,
    observations: """
      10.07 77.6   14.73 114.9   17.94 141.1   23.93 190.8   29.61 239.9   35.18 289   40.02 332.8
      44.82 378.4   50.76 434.8   55.05 477.3   61.01 536.8   66.4 593.1   75.47 689.1   81.78 760
      """
  ) { b, x in b[0] * (1 - pow(1 + 2 * b[1] * x, -0.5)) }
}
