// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension NISTProblem {
  static let misra1d = NISTProblem(
    "Misra1d", starts: [[500, 0.0001], [450, 0.0003]],
    certified: [437.36970754, 0.00030227324449],
    standardErrors: [3.6489174345, 2.9334354479e-06],
    sumOfSquares: 0.056419295283, residualDeviation: 0.068568272111,
    observations: """
      10.07 77.6   14.73 114.9   17.94 141.1   23.93 190.8   29.61 239.9   35.18 289   40.02 332.8
      44.82 378.4   50.76 434.8   55.05 477.3   61.01 536.8   66.4 593.1   75.47 689.1   81.78 760
      """
  ) { b, x in b[0] * b[1] * x / (1 + b[1] * x) }
}
